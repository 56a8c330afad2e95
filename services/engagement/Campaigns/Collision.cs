namespace Platform.Engagement.Campaigns;

/// <summary>One person whom several mean to reach within a week.</summary>
/// <param name="Parts">Who means to, by when.</param>
/// <param name="Proposal">What to do, in words: which stays, and where the others go.</param>
public sealed record Collision(string Email, Guid? AccountId, IReadOnlyList<CollisionPart> Parts, string Proposal);
