using Platform.Rules;

namespace Platform.Engagement.Playbooks;

/// <summary>What a step waits for: a time, or an event or condition with a limit.</summary>
/// <param name="Hours">Hours from the moment that the step began, where it waits for a time.</param>
/// <param name="BusinessDays">Business days from then, to the end of the last.</param>
/// <param name="Event">An event of the account.</param>
/// <param name="EventWhen">Holds for that event; null: any.</param>
/// <param name="Until">A condition.</param>
/// <param name="LimitHours">After how long it waits no more, for an event or condition.</param>
public sealed record PlaybookWait(
    double? Hours,
    int? BusinessDays,
    string? Event,
    Rule? EventWhen,
    Rule? Until,
    double? LimitHours
)
{
    /// <summary>Whether it ends by time alone.</summary>
    public bool IsForTime => Event is null && Until is null;

    /// <summary>What it waits for, in words.</summary>
    public string InWords() =>
        Event is not null ? $"the event {Event}"
        : Until is not null ? $"that {Until.Text}"
        : BusinessDays is { } days ? $"{days} business days to pass"
        : Hours % 24 == 0 ? $"{Hours / 24} days to pass"
        : $"{Hours} hours to pass";
}
