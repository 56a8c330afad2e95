using Microsoft.Extensions.Options;
using Npgsql;
using Platform.Contracts.Engagement;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;

namespace Platform.Engagement.Meetings;

/// <summary>Books, moves and cancels. That two meetings never take the same time of one person, the database itself
/// holds.</summary>
internal sealed class BookingService(
    Database database,
    OrganisationCalendar calendar,
    TimeProvider clock,
    IOptions<MeetingOptions> options
)
{
    private const string SlotTaken = "meeting_slot_taken";

    /// <returns>Null where no such link is, or it is over: to the outside it is the same.</returns>
    public async Task<BookingLinkRow?> FindLinkAsync(string secret, CancellationToken ct) =>
        secret.Length is 0 or > LinkSecret.Longest
            ? null
            : await database.SingleOrDefaultAsync<BookingLinkRow>(
                $"{BookingLinkRow.Select} where l.token_hash = @Hash and l.revoked_at is null and l.expires_at > @Now",
                new { Hash = LinkSecret.Hash(secret), Now = clock.GetUtcNow() },
                ct
            );

    public async Task<MeetingRow?> FindMeetingAsync(string secret, CancellationToken ct) =>
        secret.Length is 0 or > LinkSecret.Longest
            ? null
            : await database.SingleOrDefaultAsync<MeetingRow>(
                $"{MeetingRow.Select} where m.token_hash = @Hash",
                new { Hash = LinkSecret.Hash(secret) },
                ct
            );

    public async Task<BookingLinkRow> LinkOfAsync(MeetingRow meeting, CancellationToken ct) =>
        (
            await database.SingleOrDefaultAsync<BookingLinkRow>(
                $"{BookingLinkRow.Select} where l.id = @LinkId",
                new { meeting.LinkId },
                ct
            )
        )!;

    /// <summary>The times that can be booked now.</summary>
    public async Task<IReadOnlyList<DateTimeOffset>> SlotsAsync(BookingLinkRow link, Guid? except, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        return await SlotsAsync(work, link, except);
    }

    private async Task<IReadOnlyList<DateTimeOffset>> SlotsAsync(UnitOfWork work, BookingLinkRow link, Guid? except)
    {
        var now = clock.GetUtcNow();
        var span = new Span(now.AddHours(options.Value.NoticeHours), now.AddDays(options.Value.DaysAhead));
        var around = new Span(span.From.AddDays(-1), span.To.AddDays(1));
        var hosts = await HostReader.ReadAsync(work, link.People, around, except);
        return hosts.Count < link.People.Length
            ? []
            : SlotFinder.Find(hosts, span.From, span.To, link.Minutes, link.Buffer, calendar.Current.IsBusinessDay);
    }

    /// <returns>The meeting with the secret by which its guest moves or cancels it.</returns>
    public async Task<(MeetingRow? Booked, string Secret, Problem? Refused)> BookAsync(
        BookingLinkRow link,
        Guest guest,
        DateTimeOffset startsAt,
        CancellationToken ct
    )
    {
        await using var work = await database.BeginAsync(ct);
        await LockPeopleAsync(work, link);
        if (!(await SlotsAsync(work, link, except: null)).Contains(startsAt))
            return (null, "", MeetingProblems.SlotTaken());
        var (id, secret) = (Guid.CreateVersion7(), LinkSecret.New());
        try
        {
            await work.ExecuteAsync(
                Insert,
                new
                {
                    id,
                    Link = link.Id,
                    Hash = LinkSecret.Hash(secret),
                    link.AccountId,
                    link.ContactId,
                    link.Title,
                    link.Purpose,
                    link.People,
                    guest.Name,
                    guest.Email,
                    guest.Note,
                    StartsAt = startsAt,
                    EndsAt = startsAt.AddMinutes(link.Minutes),
                    work.Context.Now,
                }
            );
            await TakeAsync(work, id, link, startsAt);
        }
        catch (PostgresException exception) when (exception.ConstraintName == SlotTaken)
        {
            return (null, "", MeetingProblems.SlotTaken());
        }

        var booked = await ReadAsync(work, id);
        await TellBookedAsync(work, booked);
        await work.CommitAsync();
        return (booked, secret, null);
    }

    public async Task<(MeetingRow? Moved, Problem? Refused)> MoveAsync(
        Guid id,
        DateTimeOffset startsAt,
        CancellationToken ct
    )
    {
        await using var work = await database.BeginAsync(ct);
        var meeting = await LockAsync(work, id);
        if (meeting.IsCancelled || meeting.StartsAt <= clock.GetUtcNow())
            return (null, MeetingProblems.Over());
        var link = (
            await work.SingleOrDefaultAsync<BookingLinkRow>(
                $"{BookingLinkRow.Select} where l.id = @LinkId",
                new { meeting.LinkId }
            )
        )!;
        await LockPeopleAsync(work, link);
        if (!(await SlotsAsync(work, link, except: id)).Contains(startsAt))
            return (null, MeetingProblems.SlotTaken());
        try
        {
            await work.ExecuteAsync("delete from meeting_slot where meeting_id = @id", new { id });
            await work.ExecuteAsync(
                Move,
                new
                {
                    id,
                    StartsAt = startsAt,
                    EndsAt = startsAt.AddMinutes(link.Minutes),
                    work.Context.Now,
                }
            );
            await TakeAsync(work, id, link, startsAt);
        }
        catch (PostgresException exception) when (exception.ConstraintName == SlotTaken)
        {
            return (null, MeetingProblems.SlotTaken());
        }

        var moved = await ReadAsync(work, id);
        await TellBookedAsync(work, moved);
        await work.CommitAsync();
        return (moved, null);
    }

    public async Task<(MeetingRow? Cancelled, Problem? Refused)> CancelAsync(Guid id, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        var meeting = await LockAsync(work, id);
        if (meeting.IsCancelled)
            return (meeting, null);
        if (meeting.StartsAt <= clock.GetUtcNow())
            return (null, MeetingProblems.Over());
        await work.ExecuteAsync("delete from meeting_slot where meeting_id = @id", new { id });
        await work.ExecuteAsync(Cancel, new { id, work.Context.Now });
        var cancelled = await ReadAsync(work, id);
        await work.EnqueueAsync(
            new MeetingCancelled(cancelled.AccountId, id, cancelled.LinkId, cancelled.StartsAt, cancelled.Purpose),
            cancelled.AccountId
        );
        await work.CommitAsync();
        return (cancelled, null);
    }

    /// <summary>One booking of a person at a time, in one order: two that meet in the exclusion constraint would wait
    /// for each other until one of them dies.</summary>
    private static Task<IReadOnlyList<string>> LockPeopleAsync(UnitOfWork work, BookingLinkRow link) =>
        work.QueryAsync<string>(
            "select person_id from meeting_host where person_id = any(@People) order by person_id for update",
            new { link.People }
        );

    private static Task<int> TakeAsync(UnitOfWork work, Guid id, BookingLinkRow link, DateTimeOffset startsAt) =>
        work.ExecuteAsync(
            Take,
            new
            {
                id,
                link.People,
                From = startsAt,
                To = startsAt.AddMinutes(link.Minutes + link.Buffer),
            }
        );

    private static async Task<MeetingRow> LockAsync(UnitOfWork work, Guid id)
    {
        await work.ExecuteAsync("select from meeting where id = @id for update", new { id });
        return await ReadAsync(work, id);
    }

    private static async Task<MeetingRow> ReadAsync(UnitOfWork work, Guid id) =>
        (await work.SingleOrDefaultAsync<MeetingRow>($"{MeetingRow.Select} where m.id = @id", new { id }))!;

    private static Task TellBookedAsync(UnitOfWork work, MeetingRow meeting) =>
        work.EnqueueAsync(
            new MeetingBooked(
                meeting.AccountId,
                meeting.Id,
                meeting.LinkId,
                meeting.ContactId,
                meeting.StartsAt,
                meeting.EndsAt,
                meeting.Purpose,
                meeting.People,
                meeting.Sequence
            ),
            meeting.AccountId
        );

    private const string Insert = """
        insert into meeting (id, link_id, token_hash, account_id, contact_id, title, purpose, people, guest_name,
            guest_email, note, starts_at, ends_at, status, sequence, changed_at, created_at)
        values (@id, @Link, @Hash, @AccountId, @ContactId, @Title, @Purpose, @People, @Name, @Email, @Note, @StartsAt,
            @EndsAt, 'booked', 0, @Now, @Now)
        """;

    private const string Take = """
        insert into meeting_slot (meeting_id, person_id, during)
        select @id, p.person, tstzrange(@From, @To) from unnest(@People) p (person) order by p.person
        """;

    private const string Move = """
        update meeting set starts_at = @StartsAt, ends_at = @EndsAt, sequence = sequence + 1, changed_at = @Now
        where id = @id
        """;

    private const string Cancel = """
        update meeting set status = 'cancelled', sequence = sequence + 1, changed_at = @Now where id = @id
        """;
}
