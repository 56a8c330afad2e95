using Platform.Feedback.Surveys;

namespace Platform.Feedback.Waves;

/// <summary>What a good link opens: the question, and what the person said before where they have.</summary>
public sealed record OpenedLink(Guid InvitationId, Survey Survey, AnswerInput? Earlier);
