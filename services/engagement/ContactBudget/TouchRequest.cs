namespace Platform.Engagement.ContactBudget;

/// <summary>A wish to reach one person once.</summary>
/// <param name="Email">The person's address in any spelling.</param>
/// <param name="AccountId">The account that it is about; null: the one at which the person is known, if any.</param>
/// <param name="Channel">One of <see cref="TouchChannels.All"/>.</param>
/// <param name="Topic">What it is about; see <see cref="TouchTopics"/>.</param>
/// <param name="Priority">0 to 100, higher goes first.</param>
/// <param name="Source">Who asks: <c>playbook:champion-change</c>, <c>survey</c>, <c>marketing</c>.</param>
/// <param name="EffectKey">Names the touch: asked for again under this key it is the same touch.</param>
public sealed record TouchRequest(
    string Email,
    Guid? AccountId,
    string Channel,
    string Topic,
    int Priority,
    string Source,
    string EffectKey
)
{
    /// <summary>The earliest instant that is wanted, UTC; null: now.</summary>
    public DateTimeOffset? PlannedAt { get; init; }

    /// <summary>Until it has begun, the place may go to a touch of higher rank; the holder asks again before it
    /// sends.</summary>
    public bool IsDisplaceable { get; init; }

    /// <summary>The place is kept until the holder sends or gives it back; otherwise it is free again some hours after
    /// its moment.</summary>
    public bool IsHeld { get; init; }
}
