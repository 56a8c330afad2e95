using System.ComponentModel.DataAnnotations;

namespace Platform.Renewals.Reviews;

/// <param name="Challenges">What stands in the way at this account.</param>
public sealed record NoteChallengesRequest([Required, StringLength(4000)] string Challenges);
