namespace Platform.SuccessPlans.Tactics;

/// <summary>A tactic that an account agreed to: waiting in its queue, one of at most three active, or over.</summary>
public sealed class AccountTactic
{
    public Guid Id { get; init; }
    public Guid AccountId { get; init; }

    /// <summary>The tactic of the catalogue.</summary>
    public Guid TacticId { get; init; }
    public string Name { get; init; } = "";

    /// <summary>The outcome that it serves.</summary>
    public string Outcome { get; init; } = "";
    public Guid? ObjectiveId { get; init; }

    /// <summary><c>queued</c>, <c>active</c>, <c>completed</c> or <c>stopped</c>.</summary>
    public string State { get; init; } = "";

    /// <summary>How many users make full adoption; null where it is told by hand.</summary>
    public int? GoalUsers { get; init; }

    /// <summary>The feature by whose use adoption is measured.</summary>
    public string? Feature { get; init; }

    /// <summary>Days that it takes as a rule.</summary>
    public int Days { get; init; }

    /// <summary>0–1.</summary>
    public decimal Adoption { get; init; }

    /// <summary>The day on which it became active; left out while it is queued.</summary>
    public DateOnly? StartedOn { get; init; }

    /// <summary>When it was to be adopted in full.</summary>
    public DateOnly? DueOn { get; init; }

    /// <summary>The day on which it was completed or stopped.</summary>
    public DateOnly? EndedOn { get; init; }

    /// <summary>Since when it is slow; null where it is not.</summary>
    public DateOnly? StalledOn { get; init; }

    public string? Result { get; init; }
    public int Version { get; init; }

    internal const string Select = """
        select a.id, a.account_id, a.tactic_id, t.name, o.name as outcome, a.objective_id, a.state, a.goal_users,
            t.feature, t.days, a.adoption, a.started_on, a.due_on, a.ended_on,
               a.stalled_on, a.result, a.version
        from account_tactic a join tactic t on t.id = a.tactic_id join outcome o on o.id = t.outcome_id
        """;

    internal const string OfAccount =
        $"{Select} where a.account_id = @accountId order by a.state = 'active' desc, a.state = 'queued' desc, "
        + $"a.queued_at, a.id";
}
