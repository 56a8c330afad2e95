using Platform.Renewals.Revenue;

namespace Platform.Renewals.Subscriptions;

/// <summary>
/// What an account's subscriptions tell of its whole past, each with its own date: the seats that were paid, and how
/// its terms ended. Others rebuild from it what they could have known, however late the subscriptions were imported.
/// Pure.
/// </summary>
public static class AccountPast
{
    /// <summary>Days on which the number of paid seats changed, ascending; trials pay for none.</summary>
    public static IReadOnlyList<(DateOnly From, int Seats)> Seats(IEnumerable<SubscriptionFacts> subscriptions)
    {
        var deltas = new SortedDictionary<DateOnly, int>();
        void Add(DateOnly day, int delta) => deltas[day] = deltas.GetValueOrDefault(day) + delta;
        foreach (var subscription in subscriptions)
        {
            if (subscription.PaidFrom is not { } paidFrom || subscription.End <= paidFrom)
                continue;
            var running = 0;
            foreach (var term in subscription.Terms.Where(t => !(t.From >= subscription.End)))
            {
                Add(term.From > paidFrom ? term.From : paidFrom, term.Seats - running);
                running = term.Seats;
            }
            if (subscription.End is { } end)
                Add(end, -running);
        }

        var (steps, seats) = (new List<(DateOnly, int)>(), 0);
        foreach (var (day, delta) in deltas)
        {
            if (delta == 0)
                continue;
            seats += delta;
            steps.Add((day, seats));
        }
        return steps;
    }

    /// <summary>
    /// The ledger's expansions, contractions and churns, and the days on which a subscription ended while the account
    /// went on paying the same: a renewal that is flat moves nothing, so the ledger alone does not tell of it.
    /// </summary>
    /// <param name="timeline">Of the same subscriptions, see <see cref="Mrr.Timeline"/>.</param>
    public static IReadOnlyList<PastOutcome> Outcomes(
        IEnumerable<SubscriptionFacts> subscriptions,
        IReadOnlyList<MrrStep> timeline
    )
    {
        var outcomes = new List<PastOutcome>();
        var before = 0m;
        foreach (var step in timeline)
        {
            if (before > 0)
                outcomes.Add(new PastOutcome(step.On, KindOf(before, step.Amount), before, step.Amount));
            before = step.Amount;
        }

        var moved = timeline.Select(s => s.On).ToHashSet();
        var paid = subscriptions.Where(s => s.PaidFrom is { } from && !(s.End <= from));
        foreach (var end in paid.Select(s => s.End).OfType<DateOnly>().Distinct())
        {
            if (moved.Contains(end))
                continue;
            var mrr = timeline.LastOrDefault(s => s.On <= end).Amount;
            if (mrr > 0)
                outcomes.Add(new PastOutcome(end, "renewed_flat", mrr, mrr));
        }
        return [.. outcomes.OrderBy(o => o.On)];
    }

    private static string KindOf(decimal before, decimal after) =>
        after == 0 ? "churned"
        : after > before ? "grown"
        : "contracted";
}
