using System.Text.Json.Serialization;
using Platform.Contracts;

namespace Platform.Renewals.Concessions;

/// <summary>Something given up to keep an account: how much, by whom, until when, and what it does to NRR.</summary>
public sealed class ConcessionResponse
{
    public Guid Id { get; init; }
    public Guid AccountId { get; init; }
    public Guid? RiskId { get; init; }
    public Guid? RenewalId { get; init; }

    /// <summary>Percent of the account's ARR on the day of the request.</summary>
    public decimal Percent { get; init; }

    /// <summary>What the requester's role may grant by itself to the account, percent of its ARR, live concessions
    /// added up.</summary>
    public decimal Ceiling { get; init; }
    public string Reason { get; init; } = "";

    /// <summary><c>waiting</c>, <c>approved</c>, <c>refused</c> or <c>expired</c>.</summary>
    public string Status { get; init; } = "";

    /// <summary>User id of who asks for it.</summary>
    public string RequestedBy { get; init; } = "";
    public string? DecidedBy { get; init; }

    /// <summary>Why it was granted or refused.</summary>
    public string? Decision { get; init; }

    /// <summary>Not decided by then it lapses, ISO date.</summary>
    public DateOnly ExpiresOn { get; init; }
    public int Version { get; init; }

    /// <summary>What it costs a year, in the reporting currency.</summary>
    public Money ArrEffect => new(Effect, Currency);

    /// <summary>The account's own NRR falls by this share (0–1) of its ARR.</summary>
    public decimal AccountNrrEffect => AccountArr == 0 ? 0 : -Effect / AccountArr;

    /// <summary>The whole book's NRR falls by this share (0–1); null while the book is empty.</summary>
    public decimal? BookNrrEffect => BookArr == 0 ? null : -Effect / BookArr;

    [JsonIgnore]
    public decimal Effect { get; init; }

    [JsonIgnore]
    public decimal AccountArr { get; init; }

    [JsonIgnore]
    public decimal BookArr { get; init; }

    [JsonIgnore]
    public string Currency { get; init; } = "";

    internal const string Select = """
        select c.id, c.account_id, c.risk_id, c.renewal_id, c.arr_effect as effect, c.account_arr, c.percent, c.ceiling,
            c.reason, c.status, c.requested_by,
               c.decided_by, c.decision, c.expires_on, c.version, @Currency as currency,
               (select coalesce(sum(arr), 0) from account_revenue) as book_arr
        from concession c
        """;
}
