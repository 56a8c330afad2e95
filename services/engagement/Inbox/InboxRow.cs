namespace Platform.Engagement.Inbox;

/// <summary>An item as read, with what it is ranked by.</summary>
public sealed record InboxRow
{
    public Guid Id { get; init; }
    public string Kind { get; init; } = "";
    public Guid AccountId { get; init; }
    public string? Account { get; init; }
    public string Title { get; init; } = "";
    public string? Detail { get; init; }
    public string? Owner { get; init; }
    public string Source { get; init; } = "";
    public string SourceKey { get; init; } = "";
    public Guid? RunId { get; init; }
    public string? Step { get; init; }
    public DateTimeOffset? DueAt { get; init; }
    public string State { get; init; } = "";
    public DateTimeOffset? SnoozedUntil { get; init; }
    public DateTimeOffset OpenedAt { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }
    public string? ClosedBy { get; init; }
    public string? Note { get; init; }
    public int Version { get; init; }
    public decimal? Arr { get; init; }
    public string? Currency { get; init; }
    public string? Band { get; init; }
    public double Urgency { get; init; }
    public double Rank { get; init; }

    /// <summary>Takes <c>@Now</c>. ARR × urgency: 1 on the day, a tenth more for each day late up to three times, half
    /// as much a day before, a fifth without a day. An account without ARR counts as a thousand.</summary>
    internal const string Select = """
        select i.*, i.urgency * greatest(coalesce(i.arr, 0), 1000)::double precision as rank
        from (
            select i.id, i.kind, i.account_id, a.name as account, i.title, i.detail, i.owner, i.source, i.source_key,
                i.run_id, i.step, i.due_at, i.state, i.snoozed_until, i.opened_at, i.closed_at, i.closed_by, i.note,
                i.version, r.arr, r.currency, h.band,
                case
                    when i.due_at is null then 0.2
                    when i.due_at <= @Now
                        then least(3, 1 + 0.1 * floor(extract(epoch from @Now - i.due_at) / 86400))
                    else 1 / (1 + extract(epoch from i.due_at - @Now) / 86400)
                end::double precision as urgency
            from inbox_item i
            left join account_copy a on a.account_id = i.account_id
            left join account_revenue r on r.account_id = i.account_id
            left join account_health h on h.account_id = i.account_id
        ) i
        """;
}
