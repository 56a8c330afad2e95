using System.ComponentModel.DataAnnotations;

namespace Platform.Renewals.Renewals;

/// <param name="Call">commit, best_case or at_risk: the CSM's own word.</param>
public sealed record CallRenewalRequest(RenewalCall Call, [Required, StringLength(2000)] string Reason);
