using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.SuccessPlans.Tactics;

/// <param name="CustomerType"><c>smb</c>, <c>mid_market</c> or <c>enterprise</c>.</param>
public sealed record OutcomeRequest(
    [Required, AllowedValues("smb", "mid_market", "enterprise")] string CustomerType,
    [Required, StringLength(200, MinimumLength = 1)] string Name
);
