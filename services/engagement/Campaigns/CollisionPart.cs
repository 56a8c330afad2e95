namespace Platform.Engagement.Campaigns;

/// <summary>Somebody who means to reach a person.</summary>
/// <param name="What">The campaign's name, or who reserved the touch: <c>playbook:champion-change</c>.</param>
/// <param name="CampaignId">Of a campaign.</param>
/// <param name="At">When it is meant to reach the person.</param>
public sealed record CollisionPart(string What, Guid? CampaignId, DateTimeOffset At, int Priority);
