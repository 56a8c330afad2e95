using System.ComponentModel.DataAnnotations;
using Platform.Renewals.Revenue;

namespace Platform.Renewals.Metrics;

/// <param name="Reactivation">Where revenue that comes back counts.</param>
/// <param name="Waterfall">Which movements the figure counts.</param>
public sealed record DraftDefinitionRequest(
    [Required, RegularExpression("^[a-z0-9-]{2,60}$")] string Name,
    [Required, StringLength(1000)] string Description,
    ReactivationRule Reactivation,
    WaterfallBasis Waterfall
);
