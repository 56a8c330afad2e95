using System.ComponentModel.DataAnnotations;

namespace Platform.SuccessPlans.Reviews;

/// <summary>Section <c>Reviews</c>. Which reviews each motion owes; what the requirement does not name is our own
/// default.</summary>
public sealed class ReviewOptions : IValidatableObject
{
    public IDictionary<string, CadenceStep[]> Cadence { get; } =
        new Dictionary<string, CadenceStep[]>(StringComparer.Ordinal);

    /// <summary>Business days within which a review that was missed, or does not count, is to be held again.</summary>
    [Range(0, 365)]
    public int MakeUpBusinessDays { get; set; } = 10;

    private static readonly Dictionary<string, CadenceStep[]> Defaults = new(StringComparer.Ordinal)
    {
        ["high_touch"] = [new(ReviewTypes.ValueReview, 1), new(ReviewTypes.Ebr, 3)],
        ["pooled"] = [new(ReviewTypes.Qbr, 3)],
        ["tech_touch"] = [new(ReviewTypes.Qbr, 6)],
        ["self_serve"] = [],
    };

    /// <summary>The configured cadence of a motion, or the default where it is not configured.</summary>
    public IReadOnlyDictionary<string, CadenceStep[]> Effective =>
        Defaults.ToDictionary(
            d => d.Key,
            d => Cadence.TryGetValue(d.Key, out var own) ? own : d.Value,
            StringComparer.Ordinal
        );

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var motion in Cadence.Keys.Where(motion => !Defaults.ContainsKey(motion)))
            yield return new ValidationResult(
                $"'{motion}' is not one of {string.Join(", ", Defaults.Keys)}",
                [nameof(Cadence)]
            );
        foreach (var step in Cadence.Values.SelectMany(steps => steps))
            if (!ReviewTypes.All.Contains(step.Type) || step.EveryMonths < 1)
                yield return new ValidationResult(
                    $"{step.Type} every {step.EveryMonths} months: the type is one of "
                        + $"{string.Join(", ", ReviewTypes.All)}, the months are at least 1",
                    [nameof(Cadence)]
                );
    }
}
