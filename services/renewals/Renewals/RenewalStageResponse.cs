namespace Platform.Renewals.Renewals;

public sealed class RenewalStageResponse
{
    /// <summary>Its stable name.</summary>
    public string Code { get; init; } = "";

    /// <summary>Place in the order, from 1.</summary>
    public int Position { get; init; }

    /// <summary>What has to be true for the stage.</summary>
    public string Definition { get; init; } = "";

    /// <summary>Of renewal, 0 to 1.</summary>
    public decimal Probability { get; init; }

    /// <summary>Days after which a renewal has been too long in it.</summary>
    public int MaxDays { get; init; }

    /// <summary>Whether it follows from the outcome.</summary>
    public bool Closed { get; init; }
}
