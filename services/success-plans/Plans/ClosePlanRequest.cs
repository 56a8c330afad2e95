using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;

namespace Platform.SuccessPlans.Plans;

public sealed record ClosePlanRequest([Required, StringLength(1000, MinimumLength = 1)] string Reason);
