using System.ComponentModel.DataAnnotations;

namespace Platform.SuccessPlans.Value;

/// <param name="From">Where the metric stands without any use: <c>baseline</c> or <c>zero</c>.</param>
/// <param name="Activities">None: the objective is read by hand.</param>
public sealed record SetRoiModelRequest(
    [Required, AllowedValues("baseline", "zero")] string From,
    [Required, MaxLength(20)] IReadOnlyList<RoiActivityRequest> Activities
);
