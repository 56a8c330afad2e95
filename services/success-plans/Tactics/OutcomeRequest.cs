using System.ComponentModel.DataAnnotations;

namespace Platform.SuccessPlans.Tactics;

/// <param name="CustomerType"><c>smb</c>, <c>mid_market</c> or <c>enterprise</c>.</param>
public sealed record OutcomeRequest(
    [Required, AllowedValues("smb", "mid_market", "enterprise")] string CustomerType,
    [Required, StringLength(200, MinimumLength = 1)] string Name
);
