namespace Platform.Renewals.Risks;

public sealed class RiskPlayResponse
{
    /// <summary>Code of the play.</summary>
    public string Play { get; init; } = "";
    public string Title { get; init; } = "";

    /// <summary>What to do, step by step.</summary>
    public string Steps { get; init; } = "";

    /// <summary>When it was started (RFC 3339, UTC).</summary>
    public DateTimeOffset StartedAt { get; init; }
    public DateOnly DueOn { get; init; }
    public DateTimeOffset? DoneAt { get; init; }
    public string? DoneBy { get; init; }

    /// <summary>What came of it; left out before.</summary>
    public string? Result { get; init; }

    internal const string OfRisk = """
        select p.play, d.title, d.steps, p.started_at, p.due_on, p.done_at, p.done_by, p.result
        from risk_play p join play d on d.code = p.play where p.risk_id = @id order by p.started_at
        """;
}
