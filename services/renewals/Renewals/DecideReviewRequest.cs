using System.ComponentModel.DataAnnotations;

namespace Platform.Renewals.Renewals;

/// <param name="Decision">What leadership decided, in words.</param>
public sealed record DecideReviewRequest([Required, StringLength(2000)] string Decision);
