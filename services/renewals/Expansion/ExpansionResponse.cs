namespace Platform.Renewals.Expansion;

public sealed class ExpansionResponse
{
    public Guid Id { get; init; }
    public Guid AccountId { get; init; }

    /// <summary>seats_used, premium_use, new_team or users_growth.</summary>
    public string Trigger { get; init; } = "";
    public string Evidence { get; init; } = "";

    /// <summary>open, won, lost or dismissed.</summary>
    public string State { get; init; } = "";
    public decimal? Arr { get; init; }
    public DateTimeOffset OpenedAt { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }
    public string? Reason { get; init; }

    /// <summary>Until then the trigger does not open another, ISO date.</summary>
    public DateOnly? CoolUntil { get; init; }
    public int Version { get; init; }

    internal const string Select =
        "select id, account_id, trigger, evidence, state, arr, opened_at, closed_at, reason, cool_until, version "
        + "from expansion";
}
