using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Http;
using Platform.SuccessPlans.Accounts;

namespace Platform.SuccessPlans.Plans;

/// <param name="Expectations">Replaces those that the plan has.</param>
public sealed record SetExpectationsRequest([Required, MaxLength(100)] IReadOnlyList<ExpectationRequest> Expectations);
