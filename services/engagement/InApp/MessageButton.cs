using System.ComponentModel.DataAnnotations;

namespace Platform.Engagement.InApp;

/// <summary>A button of a message.</summary>
/// <param name="Label">What it is called.</param>
/// <param name="Action"><c>link</c>, <c>complete</c>, <c>dismiss</c> or <c>snooze</c>.</param>
/// <param name="Url">With <c>link</c>: an http or https address, or a path of the product.</param>
/// <param name="Days">With <c>snooze</c>: 1–90 days, 1 unless it is given.</param>
public sealed record MessageButton(
    [Required, StringLength(60, MinimumLength = 1)] string Label,
    [Required] string Action,
    [StringLength(500)] string? Url,
    [Range(1, 90)] int? Days
);
