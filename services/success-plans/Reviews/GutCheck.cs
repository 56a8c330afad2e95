using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Platform.Contracts.SuccessPlans;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;
using Platform.SuccessPlans.Accounts;

namespace Platform.SuccessPlans.Reviews;

/// <summary>The sponsor's own feeling about the renewal.</summary>
/// <param name="Score">1 (will not renew) to 5 (certainly).</param>
public sealed record GutCheck([Range(1, 5)] int Score, [StringLength(2000)] string? Comment, Guid? ContactId);
