using System.ComponentModel.DataAnnotations;

namespace Platform.Feedback.Interviews;

/// <param name="Description">What it means, for whoever codes an interview.</param>
public sealed record PutThemeRequest([Required, StringLength(500, MinimumLength = 1)] string Description);
