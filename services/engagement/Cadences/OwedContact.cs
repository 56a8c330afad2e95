namespace Platform.Engagement.Cadences;

/// <summary>Something that an account is owed, or was given.</summary>
public sealed record OwedContact
{
    /// <summary>Its id.</summary>
    public Guid Id { get; init; }

    /// <summary>The customer.</summary>
    public Guid AccountId { get; init; }

    /// <summary>As in the table of cadences.</summary>
    public string Kind { get; init; } = "";

    /// <summary>On this day at the latest.</summary>
    public DateOnly DueOn { get; init; }

    /// <summary><c>open</c>, <c>done</c>, <c>withheld</c> (a value note without anything good to say) or <c>lapsed</c>
    /// (no longer owed).</summary>
    public string State { get; init; } = "";

    /// <summary>The text of a value note, or why there is none.</summary>
    public string? Note { get; init; }

    /// <summary>When it was closed.</summary>
    public DateOnly? ClosedOn { get; init; }

    /// <summary>Days after it was due, today; 0 where it is in time or closed.</summary>
    public int DaysLate { get; init; }

    internal const string Select = """
        select o.id, o.account_id, o.kind, o.due_on, o.state, o.note, o.closed_on,
            case when o.state = 'open' then greatest(0, @Today - o.due_on) else 0 end as days_late
        from owed_contact o
        """;
}
