using System.Text.Json;
using Platform.Contracts;
using Platform.ServiceKit.Data;

namespace Platform.Accounts.Timeline;

/// <summary>Appends to accounts' histories in the transaction of what happened.</summary>
public sealed class TimelineWriter(RequestContext context)
{
    public Task AppendAsync(UnitOfWork work, params IReadOnlyList<TimelineEntry> entries) =>
        entries.Count == 0
            ? Task.CompletedTask
            : work.ExecuteAsync(
                Insert,
                new
                {
                    Ids = entries.Select(entry => entry.Id).ToArray(),
                    AccountIds = entries.Select(entry => entry.AccountId).ToArray(),
                    Times = entries.Select(entry => entry.OccurredAt.Kept()).ToArray(),
                    Types = entries.Select(entry => entry.Type).ToArray(),
                    Services = entries.Select(entry => entry.Service).ToArray(),
                    Titles = entries.Select(entry => entry.Title).ToArray(),
                    Actors = entries.Select(entry => entry.Actor ?? context.Actor).ToArray(),
                    SubjectIds = entries.Select(entry => entry.SubjectId).ToArray(),
                    Data = entries
                        .Select(entry =>
                            entry.Data is null
                                ? "{}"
                                : JsonSerializer.Serialize(entry.Data, entry.Data.GetType(), ContractJson.Options)
                        )
                        .ToArray(),
                }
            );

    private const string Insert = """
        insert into timeline_entry (id, account_id, occurred_at, type, service, title, actor, subject_id, data)
        select id, account_id, occurred_at, type, service, title, actor, subject_id, data::jsonb
        from unnest(@Ids, @AccountIds, @Times, @Types, @Services, @Titles, @Actors, @SubjectIds, @Data)
            as entry (id, account_id, occurred_at, type, service, title, actor, subject_id, data)
        on conflict do nothing
        """;
}
