using Platform.Rules;

namespace Platform.Engagement.Playbooks;

/// <summary>What starts runs of a playbook; a person may always start one.</summary>
/// <param name="Kind"><c>event</c>, <c>segment</c>, <c>date</c>, <c>request</c> or <c>csv</c>.</param>
/// <param name="Event">The event's name.</param>
/// <param name="When">Holds for the account and the event; null: always.</param>
/// <param name="Segment">The segment's name.</param>
/// <param name="OnEntering">True: entering the segment starts a run; false: leaving it does.</param>
/// <param name="Date">The date that days are counted from: <c>renewal_date</c> or <c>customer_since</c>.</param>
/// <param name="Days">Days after that date, negative before it.</param>
public sealed record PlaybookTrigger(
    string Kind,
    string? Event = null,
    Rule? When = null,
    string? Segment = null,
    bool OnEntering = true,
    string? Date = null,
    int Days = 0
);
