using System.ComponentModel.DataAnnotations;

namespace Platform.SuccessPlans.Sharing;

/// <param name="Label">Who it is for, as our side calls it.</param>
/// <param name="ContactId">The person who gets it: what is done through the link is theirs. None: whoever comments or
/// confirms writes their name.</param>
/// <param name="Days">Until it expires, 1–365; 90 by default, our own choice.</param>
public sealed record CreateLinkRequest(
    [Required, StringLength(200, MinimumLength = 1)] string Label,
    Guid? ContactId,
    [Range(1, 365)] int? Days
);
