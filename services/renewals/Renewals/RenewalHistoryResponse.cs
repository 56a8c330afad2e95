namespace Platform.Renewals.Renewals;

public sealed class RenewalHistoryResponse
{
    public int Version { get; init; }

    /// <summary>Code of the stage after the change.</summary>
    public string Stage { get; init; } = "";

    /// <summary>The CSM's call after the change.</summary>
    public string? Call { get; init; }

    /// <summary>The outcome after the change.</summary>
    public string? Outcome { get; init; }
    public string? Note { get; init; }
    public DateTimeOffset At { get; init; }

    /// <summary>User id of who changed it.</summary>
    public string By { get; init; } = "";

    internal const string OfRenewal =
        "select version, stage, call, outcome, note, at, by from renewal_history where renewal_id = @id order by "
        + "version";
}
