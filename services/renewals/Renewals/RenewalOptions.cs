using System.ComponentModel.DataAnnotations;

namespace Platform.Renewals.Renewals;

/// <summary>Section <c>Renewals</c>; what stands here is the default of the domain.</summary>
public sealed class RenewalOptions : IValidatableObject
{
    public const string Section = "Renewals";

    /// <summary>A renewal is opened this many months before the contract's end: twelve are a year, also over a leap
    /// day.</summary>
    [Range(1, 60)]
    public int OpenMonthsBefore { get; set; } = 12;

    /// <summary>Milestones by days before the end.</summary>
    public IDictionary<string, int> Milestones { get; } = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>Days before the end at which sources that disagree are put before leadership.</summary>
    public IList<int> Checkpoints { get; } = [];

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

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var (milestone, days) in Milestones)
            if (days is < 0 or > 1_000)
                yield return new ValidationResult(
                    $"{milestone}: {days} days is not between 0 and 1000",
                    [nameof(Milestones)]
                );
        foreach (var days in Checkpoints)
            if (days is < 1 or > 1_000)
                yield return new ValidationResult($"{days} days is not between 1 and 1000", [nameof(Checkpoints)]);
    }
}
