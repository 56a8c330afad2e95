using Platform.Feedback.Surveys;

namespace Platform.Feedback.Waves;

/// <summary>A link that works: the survey, and the earlier answer of the person if there is one.</summary>
public sealed record OpenedLink(Guid InvitationId, Survey Survey, AnswerInput? Earlier);
