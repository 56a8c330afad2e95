using Platform.Renewals.Revenue;

namespace Platform.Renewals.Subscriptions;

/// <summary>What an account pays for, as known now. Two dates end it: the day it stops (<see cref="EndsOn"/>) and the
/// day its term is up for renewal.</summary>
public sealed record Subscription(
    Guid Id,
    Guid AccountId,
    Guid ProductId,
    DateOnly StartsOn,
    IReadOnlyList<PriceTerm> Terms
)
{
    public Guid? ContractId { get; init; }

    public string? Source { get; init; }

    public string? ExternalId { get; init; }

    /// <summary>First day on which it no longer runs; null while it does.</summary>
    public DateOnly? EndsOn { get; init; }

    /// <summary>End of the contract term. Revenue goes on beyond it until the renewal is decided; null where the term
    /// is <see cref="EndsOn"/> or open.</summary>
    public DateOnly? TermEndsOn { get; init; }

    public bool AutoRenew { get; init; }

    public int? NoticeDays { get; init; }

    /// <summary>A trial earns nothing, until <see cref="TrialEndsOn"/> where that is known.</summary>
    public bool Trial { get; init; }

    /// <summary>First day that is paid for, where it began as a trial.</summary>
    public DateOnly? TrialEndsOn { get; init; }

    public SubscriptionStatus Status { get; init; } = SubscriptionStatus.Active;

    public int Version { get; init; }

    public SubscriptionFacts Facts => new(Id, ProductId, StartsOn, EndsOn, Trial, Terms, TrialEndsOn);

    /// <summary>The end of what was agreed: of the term, or of the subscription where no term is known apart.</summary>
    public DateOnly? TermEnd => TermEndsOn ?? EndsOn;

    /// <summary>The day on which it comes up for renewal next, if it does on or after a day.</summary>
    public DateOnly? RenewalOn(DateOnly today) =>
        Facts.PaidFrom is null || Status != SubscriptionStatus.Active || TermEnd < today ? null : TermEnd;

    /// <summary>Yearly recurring revenue on a day, reporting currency; 0 when it does not run.</summary>
    public decimal ArrOn(DateOnly day, ExchangeRates rates) =>
        Facts.PaidTermOn(day) is { } term ? Mrr.YearlyOf(term, rates) : 0;

    /// <summary>The same subscription beginning on another day; its first price then begins there too.</summary>
    public Subscription StartingOn(DateOnly start)
    {
        if (start == StartsOn)
            return this;
        var first = Facts.TermOn(start) ?? Terms[0];
        return this with
        {
            StartsOn = start,
            Terms = [first with { From = start }, .. Terms.Where(t => t.From > start && t != first)],
        };
    }

    public bool SameAs(Subscription other) =>
        this with { Terms = other.Terms, Version = other.Version } == other && Terms.SequenceEqual(other.Terms);
}

public enum SubscriptionStatus
{
    Active,

    /// <summary>Notice was given: it runs until <see cref="Subscription.EndsOn"/>.</summary>
    Cancelled,

    /// <summary>It had ended when we learned of it.</summary>
    Ended,
}
