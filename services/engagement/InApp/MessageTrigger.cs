using System.ComponentModel.DataAnnotations;

namespace Platform.Engagement.InApp;

/// <summary>What in the product shows a message.</summary>
/// <param name="On"><c>page</c> (it is opened), <c>event</c> (a feature is used), <c>element</c> (one is clicked) or
/// <c>idle</c> (nothing is done).</param>
/// <param name="Page">The path that it is for, <c>*</c> stands for anything: <c>/reports/*</c>; absent: every
/// page.</param>
/// <param name="Event">With <c>event</c>: the feature.</param>
/// <param name="Element">With <c>element</c>: the value of <c>data-rp</c>.</param>
/// <param name="Seconds">With <c>idle</c>: how long nothing was done, 1–3,600.</param>
public sealed record MessageTrigger(
    [Required] string On,
    [StringLength(200)] string? Page,
    [StringLength(200)] string? Event,
    [StringLength(100)] string? Element,
    [Range(1, 3600)] int? Seconds
);
