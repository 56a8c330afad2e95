using System.ComponentModel.DataAnnotations;

namespace Platform.Feedback.Requests;

public sealed record VoteRequest(Guid AccountId, Guid? ContactId, [StringLength(2000)] string? Note);
