using Microsoft.Extensions.Options;
using Platform.Contracts.Engagement;
using Platform.Engagement.ContactBudget;
using Platform.ServiceKit.Data;

namespace Platform.Engagement.InApp;

/// <summary>
/// Records what became of messages. Only what was offered to this very user can be reported on, and each thing that can
/// become of a showing is set once, so that a batch may come any number of times.
/// </summary>
internal sealed class ImpressionRecorder(LiveInApp live, ContactBudgetService budget, IOptions<InAppOptions> options)
{
    private const int LongestSnooze = 90;

    /// <returns>What was refused.</returns>
    public async Task<IReadOnlyList<TakeSdkEventsRejection>> RecordAsync(
        UnitOfWork work,
        UserIdentity user,
        LiveApplication application,
        IReadOnlyList<SdkEvent> events,
        CancellationToken ct
    )
    {
        if (events.Count == 0)
            return [];
        var accounts = await UserAccount.AllOfAsync(work, user);
        var rows = (
            await work.QueryAsync<ShowingRow>(ShowingRow.Lock, new { Accounts = accounts.ToArray(), user.UserId })
        ).ToDictionary(row => (row.MessageId, row.Showing));
        var rejected = new List<TakeSdkEventsRejection>();
        foreach (var one in events.OrderBy(one => one.At))
        {
            // A browser's clock may be wrong; nothing happened after it was told.
            var at = one.At > work.Context.Now ? work.Context.Now : one.At.ToUniversalTime();
            if (one.Kind == SdkEventKinds.Use)
                Use(rows.Values, application, one.Feature!, at);
            else if (rows.TryGetValue((one.MessageId!.Value, one.Showing ?? 1), out var row))
                Apply(row, one, at);
            else if (one.Kind != SdkEventKinds.Anchor || rows.Keys.All(key => key.MessageId != one.MessageId))
                rejected.Add(
                    new TakeSdkEventsRejection(one.Id, "not_offered", "this user was not offered this message")
                );
        }

        await SaveAsync(work, user, [.. rows.Values.Where(row => row.IsChanged)]);
        await CheckAnchorsAsync(
            work,
            [
                .. events.Where(one =>
                    one.Kind == SdkEventKinds.Anchor && rows.Keys.Any(key => key.MessageId == one.MessageId)
                ),
            ]
        );
        return rejected;
    }

    private static void Apply(ShowingRow row, SdkEvent one, DateTimeOffset at)
    {
        if (one.Kind == SdkEventKinds.Anchor)
            return;
        // Whatever else became of it, it was seen.
        row.Set(SdkEventKinds.Seen, at);
        if (one.Kind == SdkEventKinds.Snoozed)
            row.Set(one.Kind, at.AddDays(Math.Clamp(one.Days ?? 1, 1, LongestSnooze)));
        else
            row.Set(one.Kind!, at);
    }

    /// <summary>The use of a feature ticks off steps of checklists and reaches goals.</summary>
    private static void Use(
        IEnumerable<ShowingRow> rows,
        LiveApplication application,
        string feature,
        DateTimeOffset at
    )
    {
        foreach (var row in rows)
        {
            if (application.Messages.FirstOrDefault(message => message.Id == row.MessageId) is not { } message)
                continue;
            var definition = message.Definition;
            if (
                definition.Goal is { } goal
                && goal.Feature == feature
                && row.SeenAt is { } seen
                && at >= seen
                && at <= seen.AddDays(goal.WithinDays)
            )
                row.Set("goal", at);
            var items = message.Variant(row.Variant)?.Texts.GetValueOrDefault(MessageRules.Fallback)?.Items ?? [];
            foreach (var item in items.Where(item => item.Feature == feature))
                row.TickOff(item.Key);
            if (items.Count > 0 && items.All(item => row.DoneItems.Contains(item.Key)))
                row.Set(SdkEventKinds.Completed, at);
        }
    }

    private async Task SaveAsync(UnitOfWork work, UserIdentity user, IReadOnlyList<ShowingRow> changed)
    {
        foreach (var row in changed)
        {
            await work.ExecuteAsync(ShowingRow.Save, row.ToParameters(user.UserId));
            if (!row.IsNewlySeen)
                continue;
            if (row.TouchId is { } touch)
                await budget.MarkSentAsync(work, touch, row.SeenAt);
            await work.EnqueueAsync(
                new MessageSeen(
                    row.AccountId,
                    row.MessageId,
                    row.Variant,
                    row.Showing,
                    row.ContactId,
                    user.UserId,
                    row.SeenAt!.Value
                ),
                row.AccountId
            );
        }
    }

    /// <summary>A message whose anchor is missing too often pauses itself and tells its author.</summary>
    private async Task CheckAnchorsAsync(UnitOfWork work, IReadOnlyList<SdkEvent> checks)
    {
        if (checks.Count == 0)
            return;
        await work.ExecuteAsync(
            RecordCheck,
            new
            {
                Ids = checks.Select(one => Guid.Parse(one.Id!)).ToArray(),
                Messages = checks.Select(one => one.MessageId!.Value).ToArray(),
                Found = checks.Select(one => one.Found == true).ToArray(),
                work.Context.Now,
            }
        );
        foreach (var messageId in checks.Select(one => one.MessageId!.Value).Distinct())
        {
            var (looked, missing) = await work.SingleOrDefaultAsync<(int Looked, int Missing)>(
                CountChecks,
                new { messageId }
            );
            if (looked < options.Value.AnchorChecks || missing <= looked * options.Value.MissingAnchorShare)
                continue;
            var reason = $"Its anchor was missing on {missing} of {looked} page views.";
            if (
                await work.SingleOrDefaultAsync<(string Name, string Author)?>(Pause, new { messageId, reason })
                is not { } paused
            )
                continue;
            await live.ChangeAsync(work);
            await work.EnqueueAsync(
                new MessagePaused(Guid.Empty, messageId, paused.Name, paused.Author, reason),
                messageId
            );
        }
    }

    private const string RecordCheck = """
        insert into anchor_check (event_id, message_id, found, at)
        select c.id, c.message, c.found, @Now from unnest(@Ids, @Messages, @Found) c (id, message, found)
        on conflict do nothing
        """;

    private const string CountChecks = """
        select count(*)::int as looked, (count(*) filter (where not c.found))::int as missing
        from anchor_check c join message m on m.id = c.message_id where m.id = @messageId and c.at >= m.live_since
        """;

    private const string Pause = """
        update message set status = 'paused', paused_reason = @reason, version = version + 1
        where id = @messageId and status = 'live' returning name, author
        """;
}
