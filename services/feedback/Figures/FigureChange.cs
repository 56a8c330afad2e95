namespace Platform.Feedback.Figures;

/// <param name="Since">The group before: the wave, month or quarter it is compared with.</param>
/// <param name="Difference">This period's value less the one before.</param>
/// <param name="MoreThanNoise">Whether the difference is larger than chance explains, at 5 %.</param>
public sealed record FigureChange(string Since, decimal Difference, decimal? PValue, bool MoreThanNoise);
