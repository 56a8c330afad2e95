using System.ComponentModel.DataAnnotations;

namespace Platform.SuccessPlans.Templates;

/// <param name="Side"><c>ours</c> or <c>customer</c>.</param>
/// <param name="Role">The part that the person plays in the plan.</param>
public sealed record TemplateExpectation([Required] string Side, [Required] string Role, [Required] string Text);
