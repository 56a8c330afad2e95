using System.ComponentModel.DataAnnotations;

namespace Platform.Renewals.Renewals;

/// <param name="Stage">Code of a stage that is not closed; GET /v1/renewals/stages lists them.</param>
public sealed record MoveStageRequest([Required] string Stage, [StringLength(2000)] string? Note);
