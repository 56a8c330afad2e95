namespace Platform.Contracts.Renewals;

/// <param name="Surprise">The loss was not flagged in time: no red band and no open risk at least 14 days (a setting)
/// before the notice.</param>
/// <param name="DaysFlagged">Days between the first flag and the loss; null where there was none, and where the loss
/// was history when it became known (<paramref name="Surprise"/> is false then).</param>
[EventName("renewals.retrospective-opened.v1")]
public sealed record RetrospectiveOpened(
    Guid AccountId,
    Guid RetrospectiveId,
    Guid ChurnId,
    bool Surprise,
    int? DaysFlagged
) : DomainEvent(AccountId);
