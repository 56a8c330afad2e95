using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Renewals.Revenue;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Renewals.Metrics;

/// <param name="Reactivation">Where revenue that comes back counts.</param>
/// <param name="Waterfall">Which movements the figure counts.</param>
public sealed record DraftDefinitionRequest(
    [Required, RegularExpression("^[a-z0-9-]{2,60}$")] string Name,
    [Required, StringLength(1000)] string Description,
    ReactivationRule Reactivation,
    WaterfallBasis Waterfall
);
