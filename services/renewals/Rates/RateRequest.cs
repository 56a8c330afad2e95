using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;

namespace Platform.Renewals.Rates;

/// <param name="Rate">Reporting currency for one unit of this one, above 0.</param>
public sealed record RateRequest(decimal Rate);
