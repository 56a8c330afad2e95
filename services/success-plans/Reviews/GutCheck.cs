using System.ComponentModel.DataAnnotations;

namespace Platform.SuccessPlans.Reviews;

/// <summary>The sponsor's own feeling about the renewal.</summary>
/// <param name="Score">1 (will not renew) to 5 (certainly).</param>
public sealed record GutCheck([Range(1, 5)] int Score, [StringLength(2000)] string? Comment, Guid? ContactId);
