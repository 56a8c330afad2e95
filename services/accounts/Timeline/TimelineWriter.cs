using System.Text.Json;
using Platform.Contracts;
using Platform.ServiceKit.Data;

namespace Platform.Accounts.Timeline;

/// <param name="Id">Of the event that it comes from, so that an event told twice stands once; a new one for own
/// changes.</param>
/// <param name="Type">snake_case, what filters name: <c>ticket_opened</c>, <c>health_band_changed</c>.</param>
/// <param name="Title">One line for a person.</param>
/// <param name="SubjectId">The contact, ticket or activity that it is about; erasure finds entries by it.</param>
public sealed record TimelineEntry(
    Guid Id,
    Guid AccountId,
    DateTimeOffset OccurredAt,
    string Type,
    string Title,
    Guid? SubjectId = null,
    object? Data = null
)
{
    public string Service { get; init; } = "accounts";

    public string? Actor { get; init; }

    /// <summary>What another service told. The event's id is the entry's, so that an event told twice stands
    /// once.</summary>
    public static TimelineEntry Of(DomainEvent told, string service, string type, string title, Guid? subject) =>
        new(told.EventId, told.AccountId, told.OccurredAt, type, title, subject)
        {
            Service = service,
            Actor = told.Actor,
        };

    /// <summary>
    /// The same at its own time: what happened long before it was told, as an import tells, stands where it happened.
    /// </summary>
    public TimelineEntry HappenedAt(DateTimeOffset happenedAt) =>
        happenedAt < OccurredAt ? this with { OccurredAt = happenedAt } : this;

    /// <inheritdoc cref="HappenedAt(DateTimeOffset)"/>
    /// <param name="on">A day without an hour stands at noon (UTC), which is that day nearly everywhere.</param>
    public TimelineEntry HappenedOn(DateOnly on)
    {
        var noon = new DateTimeOffset(on, new TimeOnly(12, 0), TimeSpan.Zero);
        // Told on the day itself, or on the next: the hour of telling says more.
        return noon.AddDays(1) <= OccurredAt ? HappenedAt(noon) : this;
    }
}

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
