namespace Platform.Renewals.Reviews;

public sealed class SessionView
{
    public Guid Id { get; init; }
    public string Quarter { get; init; } = "";
    public DateOnly HeldOn { get; init; }
    public string? Minutes { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }
    public int Version { get; init; }
    public IReadOnlyList<SessionAccountView> Accounts { get; set; } = [];

    /// <summary>Asks of this session, and every ask of an earlier one that was not done when this one began.</summary>
    public IReadOnlyList<AskView> Asks { get; set; } = [];
}
