using System.ComponentModel.DataAnnotations;

namespace Platform.Feedback.Boards;

/// <param name="MemberId">A member's homework; or <paramref name="Owner"/>, a user's of ours.</param>
public sealed record AssignHomeworkRequest(
    Guid? MemberId,
    [StringLength(200)] string? Owner,
    [Required, StringLength(2000)] string Text,
    DateOnly DueOn
);
