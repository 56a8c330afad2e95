namespace Platform.Engagement.Campaigns;

/// <summary>A person whom a campaign means to reach.</summary>
/// <param name="Line">A sentence that the account's own people want to stand in the message.</param>
/// <param name="RemovedAt">When the person was taken out.</param>
/// <param name="RemovedReason">Why.</param>
/// <param name="CampaignId">The campaign that means to reach the person.</param>
/// <param name="LineBy">User id of who wrote the line; missing without one.</param>
/// <param name="RemovedBy">User id of who took the person out; missing while they are in.</param>
public sealed record CampaignPersonResponse(
    Guid Id,
    Guid CampaignId,
    string Email,
    Guid? AccountId,
    string? Line,
    string? LineBy,
    DateTimeOffset? RemovedAt,
    string? RemovedBy,
    string? RemovedReason
);
