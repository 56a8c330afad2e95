using Platform.Simulator.Company;
using Platform.Simulator.Randomness;
using Platform.Simulator.Storylines;

namespace Platform.Simulator.Records;

/// <summary>Bills, due after 30 days; unhappy customers pay late.</summary>
public static class Invoices
{
    public static IEnumerable<InvoiceRow> Of(SimulationOptions options, SimulatedAccount account)
    {
        var random = Prng.For(options.Seed, "invoices", account.Number);
        var months = account.BilledMonthly ? 1 : 12;
        foreach (var term in account.Terms)
        {
            for (var period = 0; term.Start.AddMonths(period * months) < term.End; period++)
            {
                var issued = term.Start.AddMonths(period * months);
                var due = issued.AddDays(30);
                var late = random.Chance(0.9 - (0.85 * Mood.Contentment(account.Story, due)));
                var paid = due.AddDays(late ? random.Whole(5, 60) : -random.Whole(0, 25));
                if (issued < options.FirstDay || issued > options.LastDay)
                    continue;
                yield return new(
                    FormattableString.Invariant($"inv-{account.Id[5..]}-{term.Number}-{period + 1:00}"),
                    account.Id,
                    AccountFacts.SubscriptionId(account, term),
                    account.BilledMonthly ? term.AnnualAmount / 12 : term.AnnualAmount,
                    options.Currency,
                    issued,
                    due,
                    paid <= options.LastDay ? paid : null
                );
            }
        }
    }
}
