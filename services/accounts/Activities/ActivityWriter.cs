using Platform.Accounts.Contacts;
using Platform.Accounts.Timeline;
using Platform.Contracts;
using Platform.Contracts.Accounts;
using Platform.ServiceKit.Data;

namespace Platform.Accounts.Activities;

/// <summary>The one way by which activities are recorded: state, participants' last contact, timeline and events together.</summary>
public sealed class ActivityWriter(TimelineWriter timeline, ContactWriter contacts)
{
    /// <param name="changes">The activity as known (null: new) and as it is now.</param>
    public async Task SaveAsync(Work work, IReadOnlyList<(Activity? Before, Activity After)> changes)
    {
        var saved = changes
            .Where(change => change.Before is null || !change.Before.SameAs(change.After))
            .Select(change => (change.Before, Activity: change.After with { Version = (change.Before?.Version ?? 0) + 1 }))
            .OrderBy(item => item.Activity.Id).ToList();
        if (saved.Count == 0) return;

        await work.ExecuteAsync(Upsert, Columns(saved.ConvertAll(item => item.Activity)));
        await SaveParticipantsAsync(work, saved.ConvertAll(item => item.Activity));
        await TouchContactsAsync(work, saved.ConvertAll(item => item.Activity));
        await timeline.AppendAsync(work, [.. saved.Where(item => item.Before is null).Select(item => new TimelineEntry(
            Guid.CreateVersion7(), item.Activity.AccountId, item.Activity.OccurredAt, item.Activity.Type, Told(item.Activity) ?? item.Activity.Type, item.Activity.Id,
            new { item.Activity.TwoWay, item.Activity.Participants }))]);
        await work.EnqueueAsync([.. saved.Where(item => item.Before is null).Select(item => ((DomainEvent)new ActivityRecorded(
            item.Activity.AccountId, item.Activity.Id, item.Activity.Type, item.Activity.OccurredAt, item.Activity.TwoWay, Told(item.Activity), item.Activity.Participants), item.Activity.AccountId))]);
    }

    /// <summary>What everyone may read of it: the timeline and the bus have many readers.</summary>
    private static string? Told(Activity activity) => activity.Confidential ? null : activity.Subject;

    private static async Task SaveParticipantsAsync(Work work, List<Activity> activities)
    {
        await work.ExecuteAsync("delete from activity_participant where activity_id = any(@Ids)", new { Ids = activities.Where(it => it.Version > 1).Select(it => it.Id).ToArray() });
        var pairs = activities.SelectMany(activity => activity.Participants.Distinct().Select(contact => (activity.Id, Contact: contact))).ToList();
        await work.ExecuteAsync("insert into activity_participant (activity_id, contact_id) select * from unnest(@Activities, @Contacts)",
            new { Activities = pairs.Select(pair => pair.Id).ToArray(), Contacts = pairs.Select(pair => pair.Contact).ToArray() });
    }

    /// <summary>A two-way activity makes its participants live again, or for longer.</summary>
    private async Task TouchContactsAsync(Work work, List<Activity> activities)
    {
        var latest = activities.Where(activity => activity.TwoWay)
            .SelectMany(activity => activity.Participants.Select(contact => (Contact: contact, activity.OccurredAt)))
            .GroupBy(pair => pair.Contact).ToDictionary(group => group.Key, group => group.Max(pair => pair.OccurredAt));
        var locked = await ContactReader.LockAsync(work, latest.Keys);
        await contacts.SaveAsync(work, [.. locked.Values
            .Where(contact => contact.LastTwoWayContactAt is null || contact.LastTwoWayContactAt < latest[contact.Id])
            .Select(contact => new ContactChange(contact, contact with { LastTwoWayContactAt = latest[contact.Id] }, []))]);
    }

    private static object Columns(List<Activity> activities) => new
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
    };

    private const string Upsert = """
        insert into activity (id, account_id, source, external_id, type, subject, notes, occurred_at, two_way, version, confidential)
        select * from unnest(@Ids, @Accounts, @Sources, @ExternalIds, @Types, @Subjects, @Notes, @Times, @TwoWay, @Versions, @Confidential)
        on conflict (id) do update set
            account_id = excluded.account_id, type = excluded.type, subject = excluded.subject, notes = excluded.notes, occurred_at = excluded.occurred_at,
            two_way = excluded.two_way, version = excluded.version, confidential = excluded.confidential
        """;
}
