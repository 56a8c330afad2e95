using Platform.Simulator.Company;
using Platform.Simulator.Usage;

namespace Platform.Simulator;

/// <summary>The simulated software company. Everything is generated when asked for; what is held is what one day
/// needs.</summary>
public sealed class SoftwareCompany
{
    private readonly Lazy<SimulatedAccount[]> _accounts;

    public SoftwareCompany(SimulationOptions options)
    {
        Options = options.Checked();
        _accounts = new(() =>
            [.. Enumerable.Range(0, Options.Accounts).Select(number => SimulatedAccount.Of(Options, number))]
        );
    }

    public SimulationOptions Options { get; }

    public IReadOnlyList<SimulatedAccount> Accounts => _accounts.Value;

    public IEnumerable<DateOnly> Days => Enumerable.Range(0, Options.Days).Select(Options.FirstDay.AddDays);

    /// <summary>All usage and refused attempts in order of time, one day in memory at a time.</summary>
    public IEnumerable<UsageEvent> Usage()
    {
        var today = new List<UsageEvent>();
        foreach (var day in Days)
        {
            today.Clear();
            foreach (var account in Accounts)
            {
                UsageDay.AddEvents(Options, account, day, today);
                RefusedAttempts.AddEvents(Options, account, day, today);
            }

            today.Sort(
                static (a, b) =>
                    a.OccurredAt != b.OccurredAt ? a.OccurredAt.CompareTo(b.OccurredAt) : a.EventId.CompareTo(b.EventId)
            );
            foreach (var usage in today)
                yield return usage;
        }
    }
}
