namespace Platform.Renewals.Renewals;

public sealed class RenewalMilestoneResponse
{
    public Guid Id { get; init; }

    /// <summary>What is to be done by then.</summary>
    public string Milestone { get; init; } = "";

    /// <summary>Days before the term's end by which it is due.</summary>
    public int DaysBefore { get; init; }
    public DateOnly DueOn { get; init; }

    /// <summary>Whether its day is past and it is not done, while the renewal is undecided.</summary>
    public bool Overdue { get; init; }
    public string? Owner { get; init; }
    public DateOnly? DoneOn { get; init; }
    public string? DoneBy { get; init; }
    public string? Note { get; init; }

    internal const string OfRenewal = """
        select m.id, m.milestone, m.days_before, m.due_on, m.owner, m.done_on, m.done_by, m.note,
               m.done_on is null and m.due_on < @Today and r.outcome is null as overdue
        from renewal_milestone m join renewal r on r.id = m.renewal_id
        where m.renewal_id = @id order by m.due_on, m.milestone desc
        """;
}
