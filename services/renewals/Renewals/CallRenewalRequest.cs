using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Platform.Contracts;
using Platform.Contracts.Renewals;
using Platform.Renewals.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;

namespace Platform.Renewals.Renewals;

/// <param name="Call">commit, best_case or at_risk: the CSM's own word.</param>
public sealed record CallRenewalRequest(RenewalCall Call, [Required, StringLength(2000)] string Reason);
