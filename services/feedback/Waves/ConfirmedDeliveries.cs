namespace Platform.Feedback.Waves;

/// <param name="Confirmed">Invitations that count as delivered from now on.</param>
public sealed record ConfirmedDeliveries(int Confirmed);
