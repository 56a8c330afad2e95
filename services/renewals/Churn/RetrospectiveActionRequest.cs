using System.ComponentModel.DataAnnotations;

namespace Platform.Renewals.Churn;

/// <param name="Action">What is done so that it does not happen again.</param>
public sealed record RetrospectiveActionRequest(
    [Required, StringLength(1000)] string Action,
    [Required] string Owner,
    DateOnly DueOn
);
