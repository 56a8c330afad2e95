namespace Platform.Engagement.Inbox;

/// <summary>Something that a person owes.</summary>
/// <param name="Kind">See <see cref="InboxKinds"/>.</param>
/// <param name="Title">What is to be done, in a sentence.</param>
/// <param name="Source">The service that owns it.</param>
/// <param name="SourceKey">Unique: what it is there, <c>handover:ID</c>.</param>
/// <param name="Owner">User id; null: the account's CSM, whoever that is.</param>
/// <param name="DueAt">Null: on no day in particular.</param>
/// <param name="RunId">The run that waits for it, if any.</param>
/// <param name="Step">The step of that run.</param>
public sealed record NewInboxItem(
    string Kind,
    Guid AccountId,
    string Title,
    string Source,
    string SourceKey,
    string? Owner = null,
    DateTimeOffset? DueAt = null,
    string? Detail = null,
    Guid? RunId = null,
    string? Step = null
);
