using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;
using Platform.SuccessPlans.Plans;

namespace Platform.SuccessPlans.Steps;

/// <param name="Before">The day before the change.</param>
/// <param name="After">The day after the change.</param>
public sealed record Shift(DateOnly Before, DateOnly After);
