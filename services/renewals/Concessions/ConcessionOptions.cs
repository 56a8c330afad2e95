using System.ComponentModel.DataAnnotations;
using Platform.ServiceKit.Auth;

namespace Platform.Renewals.Concessions;

/// <summary>Section <c>Concessions</c>; what stands here is the default of the domain.</summary>
public sealed class ConcessionOptions : IValidatableObject
{
    public const string Section = "Concessions";

    /// <summary>The most that a role may grant of an account's ARR by itself, in percent, live concessions added
    /// up.</summary>
    public IDictionary<string, decimal> Ceilings { get; } = new Dictionary<string, decimal>(StringComparer.Ordinal);

    public decimal CeilingOf(string role) =>
        Ceilings.TryGetValue(role, out var percent)
            ? percent
            : role switch
            {
                // The domain names no ceiling for ops: it gets the least of all roles.
                Roles.Csm or Roles.Ops => 5,
                Roles.Manager => 15,
                Roles.Executive => 30,
                _ => 0,
            };

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var (role, percent) in Ceilings)
            if (percent is < 0 or > 100)
                yield return new ValidationResult($"{role}: {percent} is not between 0 and 100", [nameof(Ceilings)]);
    }
}
