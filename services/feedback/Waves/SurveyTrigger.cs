using System.ComponentModel.DataAnnotations;

namespace Platform.Feedback.Waves;

/// <param name="Roles">Contact roles that are asked; none: everybody of the account.</param>
/// <param name="AnswerDays">Days for which the link takes an answer.</param>
public sealed record SurveyTrigger(
    Guid SurveyId,
    [Required, MaxLength(10)] IReadOnlyList<string> Roles,
    [Required] string Channel,
    [Range(1, 90)] int AnswerDays
);
