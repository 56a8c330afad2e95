namespace Platform.Renewals.Expansion;

public sealed class RoadmapStepResponse
{
    public Guid Id { get; init; }
    public string Quarter { get; init; } = "";

    /// <summary>What they may take on in the quarter.</summary>
    public string Step { get; init; } = "";
    public decimal? Arr { get; init; }

    /// <summary>Who at the customer wants it.</summary>
    public string? Champion { get; init; }
    public DateOnly? AgreedOn { get; init; }

    internal const string OfAccount =
        "select id, quarter, step, arr, champion, agreed_on from expansion_roadmap where account_id = @accountId "
        + "order by quarter, id";
}
