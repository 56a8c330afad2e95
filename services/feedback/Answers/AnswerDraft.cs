using Platform.Feedback.Surveys;

namespace Platform.Feedback.Answers;

/// <summary>An answer about to be recorded.</summary>
/// <param name="SourceKey">What the source calls it; the same survey never takes the same key twice.</param>
/// <param name="Role">The role the source names, for people that are no contact here.</param>
public sealed record AnswerDraft(AnswerInput Input, string Channel, DateTimeOffset AnsweredAt)
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid? AccountId { get; init; }
    public Guid? ContactId { get; init; }
    public Guid? WaveId { get; init; }
    public Guid? InvitationId { get; init; }
    public string? Product { get; init; }
    public string? Role { get; init; }
    public string? SourceKey { get; init; }
}
