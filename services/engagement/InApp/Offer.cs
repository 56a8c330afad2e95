namespace Platform.Engagement.InApp;

/// <summary>A message that a user is offered, in the variant that is theirs.</summary>
internal sealed record Offer(Verdict Verdict, MessageVariant Variant)
{
    /// <summary>Not offered before, or for another time.</summary>
    public bool IsFresh => Verdict.Showing > (Verdict.Latest?.Showing ?? 0);

    /// <summary>Names the touch in the contact budget.</summary>
    public static string EffectKey(Guid messageId, AudienceFacts facts, int showing) =>
        $"in-app/{messageId:N}/{facts.AccountId:N}/{facts.UserId}/{showing}";
}
