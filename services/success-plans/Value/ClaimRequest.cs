using System.ComponentModel.DataAnnotations;
using Platform.Contracts;

namespace Platform.SuccessPlans.Value;

/// <param name="Evidence">What shows it: figures with their source, a link, a quotation.</param>
/// <param name="Value">What it is worth, with its currency; left out where nobody can say.</param>
public sealed record ClaimRequest(
    Guid? ObjectiveId,
    [Required, StringLength(1000, MinimumLength = 1)] string Text,
    [Required, StringLength(4000, MinimumLength = 1)] string Evidence,
    Money? Value
);
