using System.Globalization;

namespace Platform.Engagement.Inbox;

/// <param name="Kind">approval, task, handover, loop, milestone, review, onboarding, risk, renewal_milestone,
/// retrospective, expansion or tactic.</param>
/// <param name="Account">The account's name.</param>
/// <param name="Source">The service that owns it.</param>
/// <param name="Where">Path of the thing itself, where it is done.</param>
/// <param name="RunId">The run that waits for it.</param>
/// <param name="State"><c>open</c>, <c>snoozed</c> or <c>done</c>.</param>
/// <param name="Rank">ARR × urgency: the order of the list.</param>
/// <param name="Reasons">Why it stands where it stands, in words.</param>
/// <param name="Note">What was said when it was done.</param>
/// <param name="Detail">What it is about, in a line.</param>
/// <param name="DueAt">When it is due, UTC; missing where nothing says.</param>
/// <param name="SnoozedUntil">Until when it stays away, UTC; missing where it is not put off.</param>
/// <param name="ClosedBy">User id of who did it; missing while it is open.</param>
public sealed record InboxItemResponse(
    Guid Id,
    string Kind,
    Guid AccountId,
    string? Account,
    string Title,
    string? Detail,
    string? Owner,
    string Source,
    string? Where,
    Guid? RunId,
    DateTimeOffset? DueAt,
    string State,
    DateTimeOffset? SnoozedUntil,
    DateTimeOffset OpenedAt,
    DateTimeOffset? ClosedAt,
    string? ClosedBy,
    string? Note,
    double Rank,
    IReadOnlyList<string> Reasons,
    int Version
)
{
    internal static InboxItemResponse Of(InboxRow row, DateTimeOffset now) =>
        new(
            row.Id,
            row.Kind,
            row.AccountId,
            row.Account,
            row.Title,
            row.Detail,
            row.Owner,
            row.Source,
            WhereOf(row.SourceKey),
            row.RunId,
            row.DueAt,
            row.State,
            row.State == "snoozed" ? row.SnoozedUntil : null,
            row.OpenedAt,
            row.ClosedAt,
            row.ClosedBy,
            row.Note,
            Math.Round(row.Rank, 2),
            [.. ReasonsOf(row, now)],
            row.Version
        );

    private static IEnumerable<string> ReasonsOf(InboxRow row, DateTimeOffset now)
    {
        yield return row.Arr is { } arr
            ? string.Create(CultureInfo.InvariantCulture, $"{arr:#,0} {row.Currency} of ARR")
            : "no ARR known: counts as 1,000";
        var days = row.DueAt is { } due ? (int)Math.Floor((now - due).TotalDays) : (int?)null;
        yield return days switch
        {
            null => "not due on a day: a fifth of the weight",
            > 0 => $"{days} days late",
            0 => "due now",
            -1 => "due within a day",
            _ => $"due in {-days} days",
        };
        if (row.Band is "red" or "yellow")
            yield return $"the account is {row.Band}";
        yield return string.Create(CultureInfo.InvariantCulture, $"urgency {row.Urgency:0.##}");
    }

    private static string? WhereOf(string sourceKey)
    {
        var parts = sourceKey.Split(':');
        return parts[0] switch
        {
            "handover" => $"/v1/handovers/{parts[1]}",
            "loop" => $"/v1/loops/{parts[1]}",
            "risk" => $"/v1/risks/{parts[1]}",
            "renewal" => $"/v1/renewals/{parts[1]}",
            "retrospective" => $"/v1/retrospectives/{parts[1]}",
            "approval" => $"/v1/approvals/{parts[1]}",
            "expansion" => $"/v1/expansions/{parts[1]}",
            "onboarding" => $"/v1/onboardings/{parts[1]}",
            _ => null,
        };
    }
}
