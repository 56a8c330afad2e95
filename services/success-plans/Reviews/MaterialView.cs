namespace Platform.SuccessPlans.Reviews;

public sealed class MaterialView
{
    public Guid Id { get; init; }
    public Guid? ContactId { get; init; }
    public string Title { get; init; } = "";

    /// <summary>Where it is found: a web address.</summary>
    public string? Location { get; init; }

    /// <summary>The review pack, where it is one.</summary>
    public Guid? PackId { get; init; }

    /// <summary>When it was shared (RFC 3339, UTC).</summary>
    public DateTimeOffset SharedAt { get; init; }

    /// <summary>User id of who shared it.</summary>
    public string SharedBy { get; init; } = "";
}
