namespace Platform.Engagement.InApp;

/// <summary>Something that happened in the browser.</summary>
/// <param name="Id">A uuid (version 7 is best); for the use of a feature also any text that names the event at its
/// source, as with <c>/v1/events</c>. The same id counts once.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Kind"><c>seen</c>, <c>clicked</c>, <c>completed</c>, <c>dismissed</c>, <c>snoozed</c> (of a message),
/// <c>anchor</c> (its element was looked for) or <c>use</c> (of a feature of the product).</param>
/// <param name="MessageId">The message.</param>
/// <param name="Showing">As offered; 1 unless it is given.</param>
/// <param name="Days">With <c>snoozed</c>: 1–90.</param>
/// <param name="Found">With <c>anchor</c>: whether the element was there.</param>
/// <param name="Item">With <c>clicked</c>: the step of a checklist.</param>
/// <param name="Feature">With <c>use</c>: the feature's name in the catalogue.</param>
/// <param name="Quantity">With <c>use</c>: from 1; 1 unless it is given.</param>
/// <param name="Outcome">With <c>use</c>: <c>ok</c>, or <c>denied</c> where the account's edition does not hold
/// it.</param>
/// <param name="Team">With <c>use</c>: the user's team.</param>
public sealed record SdkEvent(
    string? Id,
    DateTimeOffset At,
    string? Kind,
    Guid? MessageId,
    int? Showing,
    int? Days,
    bool? Found,
    string? Item,
    string? Feature,
    long? Quantity,
    string? Outcome,
    string? Team
);
