using System.ComponentModel.DataAnnotations;

namespace Platform.Engagement.InApp;

/// <summary>A step of a checklist.</summary>
/// <param name="Key">Its name, unique within the checklist.</param>
/// <param name="Label">What is to be done.</param>
/// <param name="Url">Where it is done: an http or https address, or a path of the product.</param>
/// <param name="Feature">The feature whose use ticks it off.</param>
public sealed record MessageItem(
    [Required, StringLength(50, MinimumLength = 1)] string Key,
    [Required, StringLength(120, MinimumLength = 1)] string Label,
    [StringLength(500)] string? Url,
    [Required, StringLength(200, MinimumLength = 1)] string Feature
);
