namespace Platform.Contracts.Renewals;

/// <summary>
/// Subscriptions of an account changed, or the day came on which a change takes effect. Carries what the account is
/// worth after it, so that others keep a copy without asking.
/// </summary>
/// <param name="Version">Grows by one with each change of the account's revenue; an event with a lower one than known
/// comes late and changes nothing.</param>
/// <param name="SubscriptionIds">The subscriptions that were changed; none when only the day changed.</param>
/// <param name="Mrr">Recurring revenue of today per month, reporting currency.</param>
/// <param name="Arr">The same per year, each price rounded once: 1,000.00 a year is 1,000.00, though twelve times its
/// month is 999.96.</param>
/// <param name="Seats">Paid seats of all running subscriptions.</param>
/// <param name="NextContractEnd">Next end of a contract term; null where nothing comes up for renewal.</param>
/// <param name="CustomerSince">First day on which the account paid; null if it never did.</param>
/// <param name="SeatHistory"> Paid seats by the day from which they were paid, ascending, all of them; known future
/// days too. Null: not told.
/// </param>
/// <param name="TermOutcomes"> How each term ended as the ledger has it, ascending, all of them; known future days too.
/// Null: not told.
/// </param>
[EventName("renewals.subscription-changed.v1")]
public sealed record SubscriptionChanged(
    Guid AccountId,
    int Version,
    IReadOnlyList<Guid> SubscriptionIds,
    Money Mrr,
    Money Arr,
    int Seats,
    DateOnly? NextContractEnd,
    DateOnly? CustomerSince,
    IReadOnlyList<SeatsPaid>? SeatHistory = null,
    IReadOnlyList<TermOutcome>? TermOutcomes = null
) : DomainEvent(AccountId)
{
    /// <summary>
    /// Codes of the products of all running subscriptions, trials among them; null from a version that did not tell.
    /// </summary>
    public IReadOnlyList<string>? Products { get; init; }
}
