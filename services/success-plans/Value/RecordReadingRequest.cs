using System.ComponentModel.DataAnnotations;

namespace Platform.SuccessPlans.Value;

/// <param name="Day">None: today. A reading of an earlier day corrects the past and leaves a later one as it
/// is.</param>
/// <param name="Value">The metric's value, in its unit.</param>
public sealed record RecordReadingRequest([Required] decimal? Value, DateOnly? Day, [StringLength(1000)] string? Note);
