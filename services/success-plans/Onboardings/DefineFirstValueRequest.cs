using System.ComponentModel.DataAnnotations;

namespace Platform.SuccessPlans.Onboardings;

/// <param name="Actions">2 or 3 features from the catalogue; when each was used for the first time, first value is
/// reached.</param>
public sealed record DefineFirstValueRequest(
    [Required, MinLength(FirstValue.FewestActions), MaxLength(FirstValue.MostActions)] IReadOnlyList<string> Actions
);
