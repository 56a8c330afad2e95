using System.ComponentModel.DataAnnotations;

namespace Platform.SuccessPlans.Enablement;

/// <param name="Code">What imports call it; unique.</param>
/// <param name="Kind"><c>course</c> or <c>certification</c>.</param>
/// <param name="Role"><c>admin</c> or <c>end_user</c>; null: everybody.</param>
/// <param name="ValidMonths">A certification lapses after so many months; null: never.</param>
public sealed record AddCourseRequest(
    [Required, StringLength(100)] string Code,
    [Required, StringLength(300)] string Title,
    [Required, RegularExpression("^(course|certification)$")] string Kind,
    [RegularExpression("^(admin|end_user)$")] string? Role,
    [Range(1, 240)] int? ValidMonths
);
