namespace Platform.Accounts.Coverage;

/// <summary>Works out coverage as of an instant: it decays by itself as contacts go quiet, so nothing is stored that
/// time could make wrong.</summary>
public static class CoverageRules
{
    public static readonly IReadOnlyList<string> Seniorities = ["individual", "manager", "director", "executive"];

    /// <param name="interactionsByContact">How many recorded interactions each contact took part in.</param>
    /// <param name="interactions">Recorded interactions in all; each may have several participants.</param>
    public static AccountCoverage Evaluate(
        IReadOnlyCollection<CoveredContact> contacts,
        IReadOnlyDictionary<Guid, int> interactionsByContact,
        int interactions,
        DateTimeOffset now,
        CoverageOptions options
    )
    {
        var window = TimeSpan.FromDays(options.LiveDays);
        var live = contacts
            .Where(contact =>
                contact.IsActive && contact.LastTwoWayContactAt is { } last && last > now - window && last <= now
            )
            .ToArray();
        var seniorities = live.Select(contact => contact.Seniority)
            .OfType<string>()
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var functions = live.Select(contact => contact.Function)
            .OfType<string>()
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var busiest = interactionsByContact.Count == 0 ? 0 : interactionsByContact.Values.Max();

        return new AccountCoverage(
            seniorities.Count,
            functions.Count,
            live.Length,
            [.. Seniorities.Where(level => !seniorities.Contains(level))],
            [.. options.WantedFunctions.Where(function => !functions.Contains(function))],
            SingleThreaded: live.Length == 1
                || (interactions > 1 && busiest > options.SingleThreadShare * interactions),
            MeetsTarget: seniorities.Count >= options.TargetHigh && functions.Count >= options.TargetWide,
            NextDecayOn: live.Length == 0 ? null : live.Min(contact => contact.LastTwoWayContactAt!.Value) + window
        );
    }
}
