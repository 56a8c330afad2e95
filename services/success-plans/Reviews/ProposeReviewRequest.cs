using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;
using Platform.SuccessPlans.Accounts;

namespace Platform.SuccessPlans.Reviews;

/// <summary>A review beside the cadence.</summary>
/// <param name="Type">value_review, qbr or ebr.</param>
public sealed record ProposeReviewRequest(Guid AccountId, [Required] string Type, DateOnly DueOn);
