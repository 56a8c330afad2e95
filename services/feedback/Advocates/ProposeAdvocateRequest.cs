using System.ComponentModel.DataAnnotations;

namespace Platform.Feedback.Advocates;

/// <summary>For power users whom a person here, or a partner's system, names; scoring's own come by event.</summary>
public sealed record ProposeAdvocateRequest(
    Guid AccountId,
    Guid ContactId,
    [Required, StringLength(500)] string Evidence
);
