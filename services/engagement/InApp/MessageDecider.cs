namespace Platform.Engagement.InApp;

/// <summary>Decides which messages a user is offered: any number that do not interrupt, and at most one that
/// does.</summary>
internal static class MessageDecider
{
    /// <param name="messages">The highest priority first.</param>
    /// <param name="facts">The user; null where the account is not known.</param>
    /// <param name="page">The path that is open; null: any.</param>
    /// <param name="today">The date in the organisation's time zone.</param>
    /// <param name="now">The instant, UTC.</param>
    public static IEnumerable<Verdict> Decide(
        IReadOnlyList<CompiledMessage> messages,
        AudienceFacts? facts,
        string? page,
        DateOnly today,
        DateTimeOffset now
    )
    {
        var showings = facts?.Showings() ?? [];
        Guid? interrupting = null;
        foreach (var message in messages)
        {
            var latest = showings.GetValueOrDefault(message.Id);
            var showing =
                latest is null ? 1
                : latest.SnoozedUntil is null ? latest.Showing
                : latest.Showing + 1;
            var reason = Judge(message, facts, latest, page, today, now);
            if (reason != Reasons.Offered || !message.IsInterrupting)
                yield return new Verdict(message, reason, showing, latest);
            else if (interrupting is { } winner)
                yield return new Verdict(message, Reasons.LostToPriority, showing, latest, winner);
            else
            {
                interrupting = message.Id;
                yield return new Verdict(message, reason, showing, latest);
            }
        }
    }

    private static string Judge(
        CompiledMessage message,
        AudienceFacts? facts,
        LatestShowing? latest,
        string? page,
        DateOnly today,
        DateTimeOffset now
    )
    {
        var definition = message.Definition;
        if (facts is null)
            return Reasons.UnknownAccount;
        if (definition.StartsAt > now)
            return Reasons.NotStarted;
        if (definition.EndsAt <= now)
            return Reasons.Ended;
        if (latest is { IsCompleted: true })
            return Reasons.Completed;
        if (latest is { IsDismissed: true })
            return Reasons.Dismissed;
        if (latest?.SnoozedUntil > now)
            return Reasons.Snoozed;
        if (latest is { IsSeen: true, SnoozedUntil: null } && definition.Frequency == "once")
            return Reasons.Seen;
        if (!message.IsOn(page))
            return Reasons.OtherPage;
        return message.IsFor(facts, today) ? Reasons.Offered : Reasons.NotInAudience;
    }
}
