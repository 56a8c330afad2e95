using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Contracts;
using Platform.Contracts.SuccessPlans;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.SuccessPlans.Accounts;
using Platform.SuccessPlans.Plans;

namespace Platform.SuccessPlans.Value;

/// <param name="ContactId">Who confirmed it on the customer's side.</param>
public sealed record ConfirmClaimRequest(Guid ContactId);
