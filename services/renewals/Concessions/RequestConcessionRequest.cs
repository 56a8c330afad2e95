using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Platform.Renewals.Accounts;
using Platform.Renewals.Renewals;
using Platform.Renewals.Subscriptions;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;

namespace Platform.Renewals.Concessions;

/// <param name="ArrEffect">What is given up per year, reporting currency.</param>
/// <param name="ExpiresOn">First day on which it no longer holds.</param>
public sealed record RequestConcessionRequest(
    Guid AccountId,
    Guid? RiskId,
    Guid? RenewalId,
    [Range(0.01, 1_000_000_000)] decimal ArrEffect,
    [Required, StringLength(2000)] string Reason,
    DateOnly ExpiresOn
);
