using System.Text.Json.Serialization;
using Platform.Contracts;

namespace Platform.SuccessPlans.Plans;

/// <summary>A line of the value ledger: what came of it, by which evidence, and who at the customer confirmed it
/// when.</summary>
public sealed class Claim
{
    public Guid Id { get; init; }
    public Guid? ObjectiveId { get; init; }
    public string Text { get; init; } = "";

    /// <summary>What shows it: figures with their source, a link, a quotation.</summary>
    public string Evidence { get; init; } = "";

    [JsonIgnore]
    public decimal? Amount { get; init; }

    [JsonIgnore]
    public string? Currency { get; init; }

    /// <summary>What it is worth, with its currency; left out where it is not known.</summary>
    public Money? Value => Amount is { } amount && Currency is { } currency ? new Money(amount, currency) : null;

    /// <summary>When it was written down (RFC 3339, UTC).</summary>
    public DateTimeOffset ClaimedAt { get; init; }

    /// <summary>User id of who wrote it down.</summary>
    public string ClaimedBy { get; init; } = "";

    /// <summary>When the customer confirmed it (RFC 3339, UTC); left out before.</summary>
    public DateTimeOffset? ConfirmedAt { get; init; }

    /// <summary>Name of who confirmed it.</summary>
    public string? ConfirmedBy { get; init; }

    /// <summary>The contact who confirmed it.</summary>
    public Guid? ConfirmedContact { get; init; }

    /// <summary><c>recorded</c> by one of ours, or by the customer through a <c>shared_link</c>.</summary>
    public string? ConfirmedVia { get; init; }

    /// <summary>When it was withdrawn (RFC 3339, UTC).</summary>
    public DateTimeOffset? WithdrawnAt { get; init; }

    internal const string Select = """
        select id, objective_id, text, evidence, amount, currency, claimed_at, claimed_by, confirmed_at, confirmed_by,
            confirmed_contact, confirmed_via, withdrawn_at
        from claim
        """;

    internal const string OfPlan = $"{Select} where plan_id = @planId order by claimed_at, id";
}
