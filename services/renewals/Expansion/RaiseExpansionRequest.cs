using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Platform.Renewals.Accounts;
using Platform.Renewals.Renewals;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;

namespace Platform.Renewals.Expansion;

/// <param name="Trigger">seats_used, premium_use, new_team or users_growth.</param>
public sealed record RaiseExpansionRequest(
    Guid AccountId,
    [Required] string Trigger,
    [Required, StringLength(1000)] string Evidence
);
