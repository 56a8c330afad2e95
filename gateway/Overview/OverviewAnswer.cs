namespace Platform.Gateway.Overview;

/// <summary>An answer to a survey.</summary>
/// <param name="Class">promoter, passive or detractor; left out but for NPS.</param>
/// <param name="LoopStatus">open or closed; left out where the answer opened no loop.</param>
/// <param name="Type">The kind of survey: nps, csat, ces or custom.</param>
public sealed record OverviewAnswer(
    Guid Id,
    string Type,
    double? Score,
    int ScaleTo,
    string? Class,
    string? Comment,
    Guid? ContactId,
    DateTimeOffset? AnsweredAt,
    string? LoopStatus
);
