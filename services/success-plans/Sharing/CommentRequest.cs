using System.ComponentModel.DataAnnotations;

namespace Platform.SuccessPlans.Sharing;

public sealed record CommentRequest([Required, StringLength(4000, MinimumLength = 1)] string Text);
