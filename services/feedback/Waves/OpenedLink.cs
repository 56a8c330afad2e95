using Platform.Feedback.Answers;
using Platform.Feedback.Links;
using Platform.Feedback.Surveys;
using Platform.ServiceKit.Data;

namespace Platform.Feedback.Waves;

/// <summary>What a good link opens: the question, and what the person said before where they have.</summary>
public sealed record OpenedLink(Guid InvitationId, Survey Survey, AnswerInput? Earlier);
