namespace Platform.SuccessPlans.Tactics;

public sealed class TacticView
{
    public Guid Id { get; init; }

    /// <summary>The outcome that it serves.</summary>
    public Guid OutcomeId { get; init; }

    /// <summary>Name of the outcome that it serves.</summary>
    public string Outcome { get; init; } = "";
    public string CustomerType { get; init; } = "";
    public string Name { get; init; } = "";
    public string Description { get; init; } = "";

    /// <summary>What to do, step by step.</summary>
    public string[] Steps { get; init; } = [];
    public string? Feature { get; init; }

    /// <summary>Days that it takes as a rule.</summary>
    public int Days { get; init; }
    public int Version { get; init; }

    /// <summary>How it went at the accounts that tried it.</summary>
    public ObservedResults? Observed { get; set; }

    /// <summary>Accounts of how it went.</summary>
    public IReadOnlyList<CaseStudy>? CaseStudies { get; set; }

    internal const string Select = """
        select t.id, t.outcome_id, o.name as outcome, o.customer_type, t.name, t.description, t.steps, t.feature,
            t.days, t.version
        from tactic t join outcome o on o.id = t.outcome_id
        """;
}
