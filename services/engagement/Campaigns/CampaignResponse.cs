namespace Platform.Engagement.Campaigns;

/// <summary>Something that is meant to reach many people at once.</summary>
/// <param name="PlannedAt">When it goes out.</param>
/// <param name="People">How many it means to reach, without those who were taken out.</param>
/// <param name="TakenOut">How many were taken out.</param>
public sealed record CampaignResponse(
    Guid Id,
    string Name,
    string Channel,
    string Topic,
    int Priority,
    DateTimeOffset PlannedAt,
    int People,
    int TakenOut,
    string CreatedBy
);
