using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.SuccessPlans.Accounts;

namespace Platform.SuccessPlans.Onboardings;

/// <param name="Owner">Who owes it; empty: whoever has the role.</param>
public sealed record ChangeOnboardingMilestoneRequest(DateOnly? DueOn, [StringLength(200)] string? Owner);
