using System.ComponentModel.DataAnnotations;

namespace Platform.Engagement.InApp;

/// <summary>What a message is to bring about.</summary>
/// <param name="Feature">The feature that is then used.</param>
/// <param name="WithinDays">Within so many days of seeing it, 1–90.</param>
public sealed record MessageGoal(
    [Required, StringLength(200, MinimumLength = 1)] string Feature,
    [Range(1, 90)] int WithinDays
);
