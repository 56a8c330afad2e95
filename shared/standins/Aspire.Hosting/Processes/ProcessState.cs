namespace Aspire.Hosting.Processes;

/// <summary>One running, waiting or crashed process as <c>state.json</c> shows it.</summary>
internal sealed class ProcessState(string name, string resource, string kind)
{
    public string Name => name;

    public string Resource => resource;

    /// <summary>server or project.</summary>
    public string Kind => kind;

    /// <summary>waiting, starting, healthy, unhealthy, crashed, stopping, stopped.</summary>
    public string State { get; set; } = "waiting";

    public int? ProcessId { get; set; }

    public int Restarts { get; set; }

    /// <summary>Seen from outside: printed by <c>up</c> and <c>status</c>.</summary>
    public bool External { get; set; }

    public IReadOnlyDictionary<string, string> Addresses { get; set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public string Log { get; set; } = "";
}
