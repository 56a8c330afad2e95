using System.Text.Json;
using Platform.Accounts.Contacts;
using Platform.Accounts.Coverage;
using Platform.Accounts.Timeline;
using Platform.Contracts;
using Platform.Contracts.Accounts;
using Platform.ServiceKit.Data;

namespace Platform.Accounts.Activities;

/// <summary>
/// The one way by which activities are recorded, corrected and deleted: state, participants' last contact, timeline
/// and events together.
/// </summary>
public sealed class ActivityWriter(
    TimelineWriter timeline,
    ContactWriter contacts,
    CoverageStore coverage,
    RequestContext context
)
{
    /// <param name="changes">The activity as known (null: new) and as it is now.</param>
    public async Task SaveAsync(UnitOfWork work, IReadOnlyList<(Activity? Before, Activity After)> changes)
    {
        var saved = changes
            .Where(change => change.Before is null || !change.Before.SameAs(change.After))
            .Select(change =>
                (change.Before, Activity: change.After with { Version = (change.Before?.Version ?? 0) + 1 })
            )
            .OrderBy(item => item.Activity.Id)
            .ToList();
        if (saved.Count == 0)
            return;

        await work.ExecuteAsync(Upsert, Columns(saved.ConvertAll(item => item.Activity)));
        await SaveParticipantsAsync(work, saved.ConvertAll(item => item.Activity));
        var corrected = saved.FindAll(item => item.Before is not null);
        await ForgetContactsAsync(work, corrected.ConvertAll(item => item.Before!));
        await TouchContactsAsync(work, saved.ConvertAll(item => item.Activity));
        await CorrectAsync(work, corrected.ConvertAll(item => item.Activity));
        await TellMentionedAsync(work, saved);
        await timeline.AppendAsync(
            work,
            [
                .. saved
                    .Where(item => item.Before is null)
                    .Select(item => new TimelineEntry(
                        Guid.CreateVersion7(),
                        item.Activity.AccountId,
                        item.Activity.OccurredAt,
                        item.Activity.Type,
                        Told(item.Activity) ?? item.Activity.Type,
                        item.Activity.Id,
                        new { item.Activity.TwoWay, item.Activity.Participants }
                    )),
            ]
        );
        await work.EnqueueAsync([
            .. saved
                .Where(item => item.Before is null)
                .Select(item =>
                    (
                        (DomainEvent)
                            new ActivityRecorded(
                                item.Activity.AccountId,
                                item.Activity.Id,
                                item.Activity.Type,
                                item.Activity.OccurredAt,
                                item.Activity.TwoWay,
                                Told(item.Activity),
                                item.Activity.Participants
                            ),
                        item.Activity.AccountId
                    )
                ),
        ]);
    }

    /// <summary>Tells the people whom activities name and did not name before.</summary>
    private async Task TellMentionedAsync(UnitOfWork work, List<(Activity? Before, Activity Activity)> saved)
    {
        var mentioned = saved.SelectMany(item =>
            item.Activity.Mentions.Except(item.Before?.Mentions ?? [], StringComparer.Ordinal)
                .Select(person => (item.Activity, Person: person))
        );
        await work.EnqueueAsync([
            .. mentioned.Select(it =>
                (
                    (DomainEvent)
                        new PersonMentioned(it.Activity.AccountId, it.Activity.Id, it.Person, Told(it.Activity)),
                    it.Activity.AccountId
                )
            ),
        ]);
    }

    /// <summary>Takes it back: its entry on the timeline goes, and one that says so stands there instead.</summary>
    public async Task DeleteAsync(UnitOfWork work, Activity activity)
    {
        await work.ExecuteAsync("delete from activity where id = @Id", new { activity.Id });
        await work.ExecuteAsync(
            DeleteEntry,
            new
            {
                activity.AccountId,
                activity.Id,
                Types = Activity.Types.ToArray(),
            }
        );
        await ForgetContactsAsync(work, [activity]);
        await coverage.RefreshAsync(work, [activity.AccountId]);
        await timeline.AppendAsync(
            work,
            new TimelineEntry(
                Guid.CreateVersion7(),
                activity.AccountId,
                context.Now,
                "activity_deleted",
                $"A record was deleted: {activity.Type} of {activity.OccurredAt:yyyy-MM-dd}",
                activity.Id
            )
        );
        await work.EnqueueAsync(new ActivityDeleted(activity.AccountId, activity.Id), activity.AccountId);
    }

    /// <summary>What was told of an activity when it was recorded is told as it is now.</summary>
    private async Task CorrectAsync(UnitOfWork work, List<Activity> activities)
    {
        if (activities.Count == 0)
            return;
        await work.ExecuteAsync(
            CorrectEntries,
            new
            {
                Accounts = activities.Select(it => it.AccountId).ToArray(),
                Ids = activities.Select(it => it.Id).ToArray(),
                Times = activities.Select(it => it.OccurredAt.Kept()).ToArray(),
                Types = activities.Select(it => it.Type).ToArray(),
                Titles = activities.Select(it => Told(it) ?? it.Type).ToArray(),
                Data = activities
                    .Select(it => JsonSerializer.Serialize(new { it.TwoWay, it.Participants }, ContractJson.Options))
                    .ToArray(),
                Known = Activity.Types.ToArray(),
            }
        );
        await coverage.RefreshAsync(work, [.. activities.Select(it => it.AccountId).Distinct()]);
        await work.EnqueueAsync([
            .. activities.Select(it =>
                (
                    (DomainEvent)
                        new ActivityChanged(
                            it.AccountId,
                            it.Id,
                            it.Version,
                            it.Type,
                            it.OccurredAt,
                            it.TwoWay,
                            Told(it),
                            it.Participants
                        ),
                    it.AccountId
                )
            ),
        ]);
    }

    /// <summary>
    /// Contacts whose last contact was an activity that no longer counts go back to the activity before it.
    /// </summary>
    private async Task ForgetContactsAsync(UnitOfWork work, List<Activity> activities)
    {
        var touched = activities
            .Where(activity => activity.TwoWay)
            .SelectMany(activity => activity.Participants.Select(contact => (Contact: contact, activity.OccurredAt)))
            .ToList();
        if (touched.Count == 0)
            return;
        var last = (
            await work.QueryAsync<LastTouch>(
                LastTouches,
                new { ids = touched.Select(pair => pair.Contact).Distinct().ToArray() }
            )
        ).ToDictionary(row => row.ContactId, row => row.At);
        var locked = await ContactReader.LockAsync(work, [.. touched.Select(pair => pair.Contact).Distinct()]);
        await contacts.SaveAsync(
            work,
            [
                .. touched
                    .Where(pair =>
                        locked.TryGetValue(pair.Contact, out var contact)
                        && contact.LastTwoWayContactAt == pair.OccurredAt
                    )
                    .Select(pair => locked[pair.Contact])
                    .DistinctBy(contact => contact.Id)
                    .Select(contact => new ContactChange(
                        contact,
                        contact with
                        {
                            LastTwoWayContactAt = last.TryGetValue(contact.Id, out var at) ? at : null,
                        },
                        []
                    )),
            ]
        );
    }

    private sealed class LastTouch
    {
        public Guid ContactId { get; init; }
        public DateTimeOffset At { get; init; }
    }

    private const string LastTouches = """
        select contact_id, max(occurred_at) as at from activity_participant join activity on activity.id = activity_id
        where two_way and contact_id = any(@ids) group by contact_id
        """;

    private const string DeleteEntry = """
        delete from timeline_entry where account_id = @AccountId and subject_id = @Id and service = 'accounts'
            and type = any(@Types)
        """;

    private const string CorrectEntries = """
        update timeline_entry set occurred_at = given.at, type = given.type, title = given.title,
            data = given.data::jsonb
        from unnest(@Accounts, @Ids, @Times, @Types, @Titles, @Data) as given (account, id, at, type, title, data)
        where account_id = account and subject_id = given.id and service = 'accounts'
            and timeline_entry.type = any(@Known)
        """;

    /// <summary>What everyone may read of it: the timeline and the bus have many readers.</summary>
    private static string? Told(Activity activity) => activity.Confidential ? null : activity.Subject;

    private static async Task SaveParticipantsAsync(UnitOfWork work, List<Activity> activities)
    {
        await work.ExecuteAsync(
            "delete from activity_participant where activity_id = any(@Ids)",
            new { Ids = activities.Where(it => it.Version > 1).Select(it => it.Id).ToArray() }
        );
        var pairs = activities
            .SelectMany(activity => activity.Participants.Distinct().Select(contact => (activity.Id, Contact: contact)))
            .ToList();
        await work.ExecuteAsync(
            "insert into activity_participant (activity_id, contact_id) select * from unnest(@Activities, @Contacts)",
            new
            {
                Activities = pairs.Select(pair => pair.Id).ToArray(),
                Contacts = pairs.Select(pair => pair.Contact).ToArray(),
            }
        );
    }

    /// <summary>A two-way activity makes its participants live again, or for longer.</summary>
    private async Task TouchContactsAsync(UnitOfWork work, List<Activity> activities)
    {
        var latest = activities
            .Where(activity => activity.TwoWay)
            .SelectMany(activity => activity.Participants.Select(contact => (Contact: contact, activity.OccurredAt)))
            .GroupBy(pair => pair.Contact)
            .ToDictionary(group => group.Key, group => group.Max(pair => pair.OccurredAt));
        var locked = await ContactReader.LockAsync(work, latest.Keys);
        await contacts.SaveAsync(
            work,
            [
                .. locked
                    .Values.Where(contact =>
                        contact.LastTwoWayContactAt is null || contact.LastTwoWayContactAt < latest[contact.Id]
                    )
                    .Select(contact => new ContactChange(
                        contact,
                        contact with
                        {
                            LastTwoWayContactAt = latest[contact.Id],
                        },
                        []
                    )),
            ]
        );
    }

    private static object Columns(List<Activity> activities) =>
        new
        {
            Ids = activities.Select(activity => activity.Id).ToArray(),
            Accounts = activities.Select(activity => activity.AccountId).ToArray(),
            Sources = activities.Select(activity => activity.Source).ToArray(),
            ExternalIds = activities.Select(activity => activity.ExternalId).ToArray(),
            Types = activities.Select(activity => activity.Type).ToArray(),
            Subjects = activities.Select(activity => activity.Subject).ToArray(),
            Notes = activities.Select(activity => activity.Notes).ToArray(),
            Times = activities.Select(activity => activity.OccurredAt.ToUniversalTime()).ToArray(),
            TwoWay = activities.Select(activity => activity.TwoWay).ToArray(),
            Versions = activities.Select(activity => activity.Version).ToArray(),
            Confidential = activities.Select(activity => activity.Confidential).ToArray(),
            Authors = activities.Select(activity => activity.RecordedBy).ToArray(),
            Pinned = activities.Select(activity => activity.Pinned).ToArray(),
            // Arrays of arrays have to be of one length; user ids have no line breaks.
            Mentions = activities.Select(activity => string.Join('\n', activity.Mentions)).ToArray(),
        };

    private const string Upsert = """
        insert into activity (id, account_id, source, external_id, type, subject, notes, occurred_at, two_way, version,
            confidential, recorded_by, pinned, mentions)
        select id, account_id, source, external_id, type, subject, notes, occurred_at, two_way, version, confidential,
            recorded_by, pinned, string_to_array(mentions, E'\n')
        from unnest(@Ids, @Accounts, @Sources, @ExternalIds, @Types, @Subjects, @Notes, @Times, @TwoWay,
            @Versions, @Confidential, @Authors, @Pinned, @Mentions) as row (id, account_id, source, external_id, type,
            subject, notes, occurred_at, two_way, version, confidential, recorded_by, pinned, mentions)
        on conflict (id) do update set
            account_id = excluded.account_id, type = excluded.type, subject = excluded.subject, notes = excluded.notes,
                occurred_at = excluded.occurred_at,
            two_way = excluded.two_way, version = excluded.version, confidential = excluded.confidential,
            pinned = excluded.pinned, mentions = excluded.mentions
        """;
}
