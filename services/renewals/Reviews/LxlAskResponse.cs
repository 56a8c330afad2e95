namespace Platform.Renewals.Reviews;

public sealed class LxlAskResponse
{
    public Guid Id { get; init; }
    public Guid SessionId { get; init; }
    public string Quarter { get; init; } = "";
    public Guid AccountId { get; init; }

    /// <summary>What we ask of the executive.</summary>
    public string Ask { get; init; } = "";

    /// <summary>User id of the executive who is asked; only they can finish it.</summary>
    public string Executive { get; init; } = "";
    public string Owner { get; init; } = "";
    public DateOnly DueOn { get; init; }
    public DateOnly? DoneOn { get; init; }
    public string? Result { get; init; }
}
