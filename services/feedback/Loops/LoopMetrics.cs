namespace Platform.Feedback.Loops;

/// <param name="ShareClosed">Closed of all opened in the period, 0–1; absent where none was.</param>
/// <param name="MedianHoursToClose">Of those closed, in hours of the clock.</param>
/// <param name="FirstReplyInTime">Share of loops whose first reply was given in time, of those where it was given or is
/// past due.</param>
/// <param name="Opened">Loops that were opened in the period.</param>
/// <param name="Closed">Those among them that are closed.</param>
/// <param name="MeanHoursToClose">Mean hours from opening to closing of the closed ones.</param>
public sealed record LoopMetrics(
    string Group,
    int Opened,
    int Closed,
    int Overdue,
    decimal? ShareClosed,
    decimal? MedianHoursToClose,
    decimal? MeanHoursToClose,
    decimal? FirstReplyInTime
);
