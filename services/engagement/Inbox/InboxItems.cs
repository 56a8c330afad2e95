using Platform.ServiceKit.Data;

namespace Platform.Engagement.Inbox;

/// <summary>Puts items into the inbox and takes them out: once per source key, however often it is told.</summary>
public static class InboxItems
{
    /// <summary>Opens an item; one of the same source key that is there stays as it is.</summary>
    public static Task<int> OpenAsync(UnitOfWork work, NewInboxItem item) =>
        work.ExecuteAsync(
            Insert,
            new
            {
                Id = Guid.CreateVersion7(),
                item.Kind,
                item.AccountId,
                item.Title,
                item.Detail,
                item.Owner,
                FollowsCsm = item.Owner is null,
                item.Source,
                item.SourceKey,
                item.RunId,
                item.Step,
                item.DueAt,
                work.Context.Now,
            }
        );

    /// <summary>Closes the items of a source key that are open.</summary>
    public static Task<int> CloseAsync(UnitOfWork work, string sourceKey, string by, string? note = null) =>
        work.ExecuteAsync(
            Close,
            new
            {
                sourceKey,
                by,
                note,
                work.Context.Now,
            }
        );

    // An item that was cleared before it was told stays cleared; a task that a run comes to again is owed again.
    private const string Insert = """
        insert into inbox_item (id, kind, account_id, title, detail, owner, follows_csm, source, source_key, run_id,
            step, due_at, state, opened_at, version)
        values (@Id, @Kind, @AccountId, @Title, @Detail,
            coalesce(@Owner, (select owners ->> 'csm' from account_copy where account_id = @AccountId)), @FollowsCsm,
            @Source, @SourceKey, @RunId, @Step, @DueAt, 'open', @Now, 1)
        on conflict (source_key) do update
            set state = 'open', opened_at = excluded.opened_at, due_at = excluded.due_at, title = excluded.title,
                owner = excluded.owner, closed_at = null, closed_by = null, version = inbox_item.version + 1
        where inbox_item.kind = 'task' and inbox_item.state = 'done'
        """;

    private const string Close = """
        update inbox_item set state = 'done', closed_at = @Now, closed_by = @by, note = coalesce(@note, note),
            version = version + 1
        where source_key = @sourceKey and state <> 'done'
        """;
}
