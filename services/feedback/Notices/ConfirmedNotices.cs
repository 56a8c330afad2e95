namespace Platform.Feedback.Notices;

/// <param name="Confirmed">Notices that count as handed over from now on.</param>
public sealed record ConfirmedNotices(int Confirmed);
