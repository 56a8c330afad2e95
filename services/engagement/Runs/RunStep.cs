namespace Platform.Engagement.Runs;

/// <summary>Something that a run did.</summary>
public sealed record RunStep
{
    /// <summary>The step's key.</summary>
    public string Step { get; init; } = "";

    /// <summary>What it does: <c>task</c>, <c>wait</c>, …</summary>
    public string Type { get; init; } = "";

    /// <summary>done, skipped, refused (tried again later) or failed.</summary>
    public string Outcome { get; init; } = "";

    /// <summary>How, in words.</summary>
    public string? Detail { get; init; }

    /// <summary>User id, or the engine.</summary>
    public string By { get; init; } = "";
    public DateTimeOffset At { get; init; }
}
