using System.ComponentModel.DataAnnotations;

namespace Platform.Feedback.Boards;

/// <param name="Kind"><c>advisory_board</c> (12–15 executives) or <c>user_group</c>.</param>
public sealed record CreateBoardRequest(
    [Required] string Kind,
    [Required, StringLength(200)] string Name,
    [Required, StringLength(2000)] string Purpose
);
