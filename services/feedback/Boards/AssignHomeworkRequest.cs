using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Feedback.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;

namespace Platform.Feedback.Boards;

/// <param name="MemberId">A member's homework; or <paramref name="Owner"/>, a user's of ours.</param>
public sealed record AssignHomeworkRequest(
    Guid? MemberId,
    [StringLength(200)] string? Owner,
    [Required, StringLength(2000)] string Text,
    DateOnly DueOn
);
