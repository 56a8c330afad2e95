namespace Platform.LocalServers;

/// <summary>What to run: a program, its arguments and what its environment has besides the caller's (null removes a
/// variable).</summary>
public sealed record Launch(string Program, IReadOnlyList<string> Arguments)
{
    public IReadOnlyDictionary<string, string?> Environment { get; init; } =
        new Dictionary<string, string?>(StringComparer.Ordinal);

    public string? WorkingDirectory { get; init; }

    /// <summary>The system user to run as; only for a caller that is root. Null keeps the caller's.</summary>
    public string? User { get; init; }

    /// <summary>What the process gets from the kernel when its parent dies, even by kill -9.</summary>
    public Signal OrphanSignal { get; init; } = Signal.Terminate;
}
