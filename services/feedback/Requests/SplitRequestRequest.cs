using System.ComponentModel.DataAnnotations;

namespace Platform.Feedback.Requests;

/// <param name="VoteIds">The votes that mean the other thing; the rest stay.</param>
public sealed record SplitRequestRequest(
    [Required, StringLength(200, MinimumLength = 3)] string Title,
    [StringLength(10_000)] string? Description,
    [Required, MinLength(1), MaxLength(1000)] IReadOnlyList<Guid> VoteIds
);
