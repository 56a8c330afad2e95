namespace Platform.Feedback.Figures;

/// <summary>Which answers a figure is made of.</summary>
/// <param name="By"><c>size</c>, <c>motion</c>, <c>priority</c>, <c>segment</c>, <c>role</c>, <c>product</c>,
/// <c>account</c>, <c>wave</c>, <c>month</c> or <c>quarter</c>; left out: all in one. Groups are as they were when
/// the answer was given.</param>
public sealed record FigureQuery(
    string? By,
    DateOnly? From,
    DateOnly? To,
    Guid? WaveId,
    Guid? AccountId,
    string? Segment,
    string? Size,
    string? Motion,
    string? Priority,
    string? Role,
    string? Product
);
