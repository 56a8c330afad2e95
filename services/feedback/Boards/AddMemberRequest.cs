namespace Platform.Feedback.Boards;

public sealed record AddMemberRequest(Guid AccountId, Guid ContactId);
