using System.ComponentModel.DataAnnotations;

namespace Platform.Feedback.Interviews;

/// <param name="Themes">The codes that replace those the interview had.</param>
public sealed record CodeInterviewRequest([Required, MaxLength(20)] IReadOnlyList<CodedTheme> Themes);
