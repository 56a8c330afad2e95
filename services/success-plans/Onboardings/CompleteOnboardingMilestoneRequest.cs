using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;
using Platform.SuccessPlans.Accounts;

namespace Platform.SuccessPlans.Onboardings;

/// <param name="CompletedOn">Today where it is missing.</param>
public sealed record CompleteOnboardingMilestoneRequest(DateOnly? CompletedOn, [StringLength(2000)] string? Evidence);
