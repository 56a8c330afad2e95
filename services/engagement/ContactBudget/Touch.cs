namespace Platform.Engagement.ContactBudget;

/// <summary>One touch as it stands in the database.</summary>
internal sealed class Touch
{
    public Guid Id { get; init; }
    public long Seq { get; set; }
    public Guid RecipientId { get; init; }
    public Guid? AccountId { get; init; }
    public string Channel { get; init; } = "";
    public string Topic { get; init; } = "";
    public int Priority { get; init; }
    public decimal RenewalArr { get; init; }
    public string Source { get; init; } = "";
    public string EffectKey { get; init; } = "";
    public string State { get; set; } = "";
    public DateTimeOffset At { get; set; }
    public bool IsExempt { get; init; }
    public bool IsDisplaceable { get; init; }
    public bool IsHeld { get; init; }
    public string? RefusedBecause { get; set; }
    public DateTimeOffset? NextFreeAt { get; set; }
    public DateTimeOffset AskedAt { get; init; }
    public DateTimeOffset? SentAt { get; init; }
    public string RequestedBy { get; init; } = "";

    public TouchRank Rank => new(Priority, RenewalArr, AskedAt);

    public bool Counts => State is TouchState.Reserved or TouchState.Sent;

    public Reservation ToReservation() => new(Id, State, At, NextFreeAt, RefusedBecause, Seq);

    public const string Columns = """
        id, seq, recipient_id, account_id, channel, topic, priority, renewal_arr, source, effect_key, state, at,
        is_exempt, is_displaceable, is_held, refused_because, next_free_at, asked_at, sent_at, requested_by
        """;
}
