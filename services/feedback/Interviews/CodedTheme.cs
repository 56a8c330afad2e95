using System.ComponentModel.DataAnnotations;

namespace Platform.Feedback.Interviews;

/// <param name="Theme">A code of the themes' list.</param>
/// <param name="Decisive">It decided the outcome; otherwise it played a part.</param>
/// <param name="Quote">The customer's own words that show it.</param>
public sealed record CodedTheme([Required] string Theme, bool Decisive, [StringLength(2000)] string? Quote);
