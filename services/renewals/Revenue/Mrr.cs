namespace Platform.Renewals.Revenue;

/// <summary>The recurring revenue of an account over time, as a step function.</summary>
public static class Mrr
{
    /// <summary>
    /// MRR = recurring amount / months, in the reporting currency, rounded to the cent; of a price by weeks amount × 52
    /// / 12 / weeks. It is converted at the rate of the day on which the price took effect and keeps that rate: a
    /// currency that moves is neither expansion nor contraction.
    /// </summary>
    /// <exception cref="MissingRateException">No rate was in force when the term began.</exception>
    public static decimal Of(PriceTerm term, ExchangeRates rates) =>
        term.Amount == 0 ? 0 : Round(MonthlyOf(term) * RateOf(term, rates));

    /// <summary>
    /// ARR = recurring amount × 12 / months (by weeks × 52 / weeks), rounded once: 1,000.00 a year is 1,000.00, though
    /// twelve times its MRR is 999.96.
    /// </summary>
    /// <exception cref="MissingRateException">No rate was in force when the term began.</exception>
    public static decimal YearlyOf(PriceTerm term, ExchangeRates rates) =>
        term.Amount == 0 ? 0 : Round(YearOf(term) * RateOf(term, rates));

    private static decimal MonthlyOf(PriceTerm term) =>
        term.Weeks is { } weeks ? term.Amount * 52 / (12 * weeks) : term.Amount / term.Months;

    private static decimal YearOf(PriceTerm term) =>
        term.Weeks is { } weeks ? term.Amount * 52 / weeks : term.Amount * 12 / term.Months;

    private static decimal RateOf(PriceTerm term, ExchangeRates rates) =>
        rates.On(term.Currency, term.From) ?? throw new MissingRateException(term.Currency, term.From);

    private static decimal Round(decimal amount) => decimal.Round(amount, 2, MidpointRounding.AwayFromZero);

    /// <summary>MRR on one day, straight from the subscriptions: the reference that the ledger is checked
    /// against.</summary>
    public static decimal OnDay(IEnumerable<SubscriptionFacts> subscriptions, ExchangeRates rates, DateOnly day) =>
        subscriptions.Sum(s => s.PaidTermOn(day) is { } term ? Of(term, rates) : 0);

    /// <summary>The days on which the account's MRR changes, ascending, each with the MRR from that day on. Starts from
    /// 0.</summary>
    public static IReadOnlyList<MrrStep> Timeline(IEnumerable<SubscriptionFacts> subscriptions, ExchangeRates rates)
    {
        var deltas = new SortedDictionary<DateOnly, decimal>();
        foreach (var subscription in subscriptions)
        {
            if (subscription.PaidFrom is not { } paid || subscription.End <= paid)
                continue;
            AddDeltas(deltas, subscription, paid, rates);
        }

        var steps = new List<MrrStep>(deltas.Count);
        var mrr = 0m;
        foreach (var (day, delta) in deltas)
        {
            if (delta == 0)
                continue;
            mrr += delta;
            steps.Add(new MrrStep(day, mrr));
        }

        return steps;
    }

    private static void AddDeltas(
        SortedDictionary<DateOnly, decimal> deltas,
        SubscriptionFacts subscription,
        DateOnly paid,
        ExchangeRates rates
    )
    {
        var running = 0m;
        foreach (var term in subscription.Terms)
        {
            if (term.From >= subscription.End)
                break;
            var mrr = Of(term, rates);
            // Prices from before it was paid for add up to the one that held on the first paid day.
            Add(deltas, term.From > paid ? term.From : paid, mrr - running);
            running = mrr;
        }

        if (subscription.End is { } end)
            Add(deltas, end, -running);
    }

    private static void Add(SortedDictionary<DateOnly, decimal> deltas, DateOnly day, decimal delta) =>
        deltas[day] = deltas.GetValueOrDefault(day) + delta;
}

/// <summary>From <paramref name="On"/> the account's MRR is <paramref name="Amount"/>, in the reporting
/// currency.</summary>
public readonly record struct MrrStep(DateOnly On, decimal Amount);
