using System.ComponentModel.DataAnnotations;

namespace Platform.Engagement.InApp;

/// <summary>One of several ways to say it.</summary>
/// <param name="Key">Its name in the results.</param>
/// <param name="Share">Its weight against the others, 1–100.</param>
/// <param name="Texts">By locale (<c>en</c>, <c>de</c>, <c>de-AT</c>); <c>en</c> is there and serves who has no text
/// of their own.</param>
public sealed record MessageVariant(
    [Required, StringLength(50, MinimumLength = 1)] string Key,
    [Range(1, 100)] int Share,
    [Required] IReadOnlyDictionary<string, MessageText> Texts
);
