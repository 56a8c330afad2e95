namespace Platform.Renewals.Churn;

public sealed class RetrospectiveActionResponse
{
    public Guid Id { get; init; }

    /// <summary>What is done so that it does not happen again.</summary>
    public string Action { get; init; } = "";
    public string Owner { get; init; } = "";
    public DateOnly DueOn { get; init; }
    public DateOnly? DoneOn { get; init; }
    public string? DoneBy { get; init; }

    /// <summary>What came of it; left out before.</summary>
    public string? Result { get; init; }
}
