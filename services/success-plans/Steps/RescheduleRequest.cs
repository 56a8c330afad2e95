using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;
using Platform.SuccessPlans.Plans;

namespace Platform.SuccessPlans.Steps;

public sealed record RescheduleRequest(DateOnly DueOn);
