using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Platform.Feedback.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Feedback.Advocates;

/// <summary>For power users whom a person here, or a partner's system, names; scoring's own come by event.</summary>
public sealed record ProposeAdvocateRequest(
    Guid AccountId,
    Guid ContactId,
    [Required, StringLength(500)] string Evidence
);
