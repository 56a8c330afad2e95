using System.Text.Json.Serialization;
using Platform.Contracts;

namespace Platform.SuccessPlans.Value;

/// <summary>A line of the value ledger: what came of it, by which evidence, and who at the customer confirmed it when.</summary>
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

    public Money? Value => Amount is { } amount && Currency is { } currency ? new Money(amount, currency) : null;

    public DateTimeOffset ClaimedAt { get; init; }
    public string ClaimedBy { get; init; } = "";
    public DateTimeOffset? ConfirmedAt { get; init; }
    public string? ConfirmedBy { get; init; }
    public Guid? ConfirmedContact { get; init; }

    /// <summary><c>recorded</c> by one of ours, or by the customer through a <c>shared_link</c>.</summary>
    public string? ConfirmedVia { get; init; }

    public DateTimeOffset? WithdrawnAt { get; init; }

    internal const string Select = """
        select id, objective_id, text, evidence, amount, currency, claimed_at, claimed_by, confirmed_at, confirmed_by, confirmed_contact, confirmed_via, withdrawn_at
        from claim
        """;

    internal const string OfPlan = $"{Select} where plan_id = @planId order by claimed_at, id";
}
