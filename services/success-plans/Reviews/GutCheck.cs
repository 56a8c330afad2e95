using System.ComponentModel.DataAnnotations;

namespace Platform.SuccessPlans.Reviews;

/// <summary>Whether the sponsor would renew today, as they feel.</summary>
/// <param name="Answer"><c>renew</c>, <c>unsure</c> or <c>leave</c>.</param>
public sealed record GutCheck(
    [Required, AllowedValues("renew", "unsure", "leave")] string Answer,
    [StringLength(2000)] string? Comment,
    Guid? ContactId
)
{
    /// <summary>The answer on the scale of 1 to 5 that the event <c>success-plans.review-held.v1</c> has: 4 and 5 stand
    /// for renew, 3 for unsure, 1 and 2 for leave.</summary>
    internal int OnScale =>
        Answer switch
        {
            "renew" => 5,
            "unsure" => 3,
            _ => 1,
        };
}
