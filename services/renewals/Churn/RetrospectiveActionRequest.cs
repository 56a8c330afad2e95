using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Renewals.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;

namespace Platform.Renewals.Churn;

/// <param name="Action">What is done so that it does not happen again.</param>
public sealed record RetrospectiveActionRequest(
    [Required, StringLength(1000)] string Action,
    [Required] string Owner,
    DateOnly DueOn
);
