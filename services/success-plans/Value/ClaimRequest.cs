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

/// <param name="Evidence">What shows it: figures with their source, a link, a quotation.</param>
/// <param name="Value">What it is worth, with its currency; left out where nobody can say.</param>
public sealed record ClaimRequest(
    Guid? ObjectiveId,
    [Required, StringLength(1000, MinimumLength = 1)] string Text,
    [Required, StringLength(4000, MinimumLength = 1)] string Evidence,
    Money? Value
);
