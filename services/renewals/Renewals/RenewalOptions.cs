namespace Platform.Renewals.Renewals;

/// <summary>Section <c>Renewals</c>; what stands here is the default of the domain.</summary>
public sealed class RenewalOptions
{
    /// <summary>A renewal is opened this many months before the contract's end: twelve are a year, also over a leap
    /// day.</summary>
    public int OpenMonthsBefore { get; set; } = 12;

    /// <summary>Milestones by days before the end.</summary>
    public IDictionary<string, int> Milestones { get; } = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>Days before the end at which sources that disagree are put before leadership.</summary>
    public IList<int> Checkpoints { get; } = [];

    /// <summary>The most that a role may grant of an account's ARR by itself, in percent, live concessions added
    /// up.</summary>
    public IDictionary<string, decimal> ConcessionCeilings { get; } =
        new Dictionary<string, decimal>(StringComparer.Ordinal);

    /// <summary>Days after a closed expansion during which the same trigger opens none.</summary>
    public int ExpansionCoolDownDays { get; set; } = 90;

    /// <summary>A loss that nothing had flagged so many days before the notice is a surprise.</summary>
    public int SurpriseDays { get; set; } = 14;

    /// <summary>Seats have to be short for so many days before it is an opportunity.</summary>
    public int SeatsUsedDays { get; set; } = 14;

    public IReadOnlyDictionary<string, int> MilestonesOrDefault =>
        Milestones.Count > 0
            ? new Dictionary<string, int>(Milestones, StringComparer.Ordinal)
            : new Dictionary<string, int>(StringComparer.Ordinal)
            {
                ["usage_benchmark"] = 120,
                ["outcome_recap"] = 120,
                ["pricing_review"] = 90,
                ["legal_redlines"] = 60,
            };

    public IReadOnlyList<int> CheckpointsOrDefault => Checkpoints.Count > 0 ? [.. Checkpoints] : [180, 90];

    public decimal CeilingOf(string role) =>
        ConcessionCeilings.TryGetValue(role, out var percent)
            ? percent
            : role switch
            {
                // Ops has no ceiling of its own in the domain: the least that anybody has.
                ServiceKit.Auth.Roles.Csm or ServiceKit.Auth.Roles.Ops => 5,
                ServiceKit.Auth.Roles.Manager => 15,
                ServiceKit.Auth.Roles.Executive => 30,
                _ => 0,
            };
}
