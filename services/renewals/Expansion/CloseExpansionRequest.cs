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

/// <param name="State"><c>won</c>, <c>lost</c> or <c>dismissed</c>.</param>
public sealed record CloseExpansionRequest(
    [Required] string State,
    [Required, StringLength(1000)] string Reason,
    decimal? Arr
);
