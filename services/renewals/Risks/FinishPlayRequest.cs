using System.ComponentModel.DataAnnotations;

namespace Platform.Renewals.Risks;

/// <param name="Result">What came of it.</param>
public sealed record FinishPlayRequest([Required, StringLength(2000)] string Result);
