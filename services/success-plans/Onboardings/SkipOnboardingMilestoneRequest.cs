using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;
using Platform.SuccessPlans.Accounts;

namespace Platform.SuccessPlans.Onboardings;

public sealed record SkipOnboardingMilestoneRequest([Required, StringLength(2000)] string Reason);
