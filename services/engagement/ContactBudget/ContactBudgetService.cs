using Microsoft.Extensions.Options;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;

namespace Platform.Engagement.ContactBudget;

/// <summary>
/// Keeps every person from being written to too often, over all channels and senders. A place is reserved in the
/// transaction of the caller, under the lock of the person's row and of the account's.
/// </summary>
public sealed class ContactBudgetService(IOptions<ContactBudgetOptions> options, OrganisationCalendar calendar)
{
    /// <summary>The longest window: what lies further back counts no more.</summary>
    internal static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    /// <summary>Reserves a place, or says when there is one. Asked again under the same effect key it answers for the
    /// same touch: one whose moment has come moves to now, which a sender does before it sends.</summary>
    public async Task<Reservation> ReserveAsync(UnitOfWork work, TouchRequest request, CancellationToken ct) =>
        (await ReserveAsync(work, [request], ct))[0];

    /// <summary>As for one; the last places go by rank. A unit of work asks once for all of its touches, so that locks
    /// are taken in one order.</summary>
    /// <returns>One answer for each request, in the order of the requests.</returns>
    /// <exception cref="ProblemException">400: an address is none; 409: an effect key is another's.</exception>
    public async Task<IReadOnlyList<Reservation>> ReserveAsync(
        UnitOfWork work,
        IReadOnlyList<TouchRequest> requests,
        CancellationToken ct
    )
    {
        ct.ThrowIfCancellationRequested();
        var now = work.Context.Now;
        var emails = requests.Select(AddressOf).ToList();
        var accounts = await AccountsAsync(work, requests, emails);
        var rows = await BudgetRows.LockAsync(
            work,
            [.. emails.Distinct(StringComparer.Ordinal)],
            [.. accounts.OfType<Guid>().Distinct()],
            [.. requests.Select(request => request.EffectKey).Distinct(StringComparer.Ordinal)],
            now - Longest,
            now
        );
        var wanted = requests.Select((request, i) => TouchOf(request, rows, emails[i], accounts[i], work)).ToList();

        var planner = new TouchPlanner(options.Value, rows.Touches, now);
        var losers = new List<Touch>();
        var decided = new List<Touch>();
        foreach (var i in Enumerable.Range(0, requests.Count).OrderByDescending(index => wanted[index].Rank))
        {
            var touch = wanted[i];
            // The same touch twice in one call is one; one that was sent, or has its place ahead, stays as it is.
            if (
                decided.Exists(other => other.Id == touch.Id)
                || touch.State == TouchState.Sent
                || (touch.State == TouchState.Reserved && touch.At > now)
            )
                continue;
            var person = rows.People[emails[i]];
            losers.AddRange(
                planner.Decide(
                    touch,
                    EarliestOf(touch, requests[i], now),
                    BarredFor(person, touch, rows),
                    ZonesOf(person, touch, rows)
                )
            );
            decided.Add(touch);
        }

        await WriteAsync(work, decided);
        await TellLosersAsync(work, losers, now);
        return [.. wanted.Select(touch => touch.ToReservation())];
    }

    /// <summary>It reached the person. The place counts from <paramref name="sentAt"/>, or else from the instant that
    /// was reserved.</summary>
    /// <returns>False where it was known before.</returns>
    /// <exception cref="ProblemException">404: no such touch; 409: it was refused.</exception>
    public async Task<bool> MarkSentAsync(UnitOfWork work, Guid touchId, DateTimeOffset? sentAt = null)
    {
        var touch = await LockTouchAsync(work, touchId);
        if (touch.State == TouchState.Sent)
            return false;
        if (touch.State == TouchState.Refused)
            throw ContactBudgetProblems.NotReserved(touchId, touch.State).ToException();
        await work.ExecuteAsync(
            "update touch set state = 'sent', at = coalesce(@sentAt, at), sent_at = coalesce(@sentAt, at), "
                + "is_displaceable = false where id = @touchId",
            new { touchId, sentAt }
        );
        return true;
    }

    /// <summary>Gives a place back.</summary>
    /// <exception cref="ProblemException">404: no such touch; 409: it was sent.</exception>
    public async Task ReleaseAsync(UnitOfWork work, Guid touchId)
    {
        var touch = await LockTouchAsync(work, touchId);
        if (touch.State == TouchState.Sent)
            throw ContactBudgetProblems.AlreadySent(touchId).ToException();
        if (touch.State == TouchState.Reserved)
            await work.ExecuteAsync("update touch set state = 'released' where id = @touchId", new { touchId });
    }

    /// <summary>The first instant at which a person of that budget could be written to, by the person's windows
    /// alone.</summary>
    internal async Task<DateTimeOffset?> NextFreeAsync(
        Database database,
        Recipient person,
        IReadOnlyList<Touch> counting,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var country = await database.ScalarAsync<string>(CountryOfPerson, new { person.Email }, ct);
        return new TouchPlanner(options.Value, counting, now).FirstFree(
            new Touch { RecipientId = person.Id },
            now,
            ZonesOf(person.TimeZone, country)
        );
    }

    private static async Task<Touch> LockTouchAsync(UnitOfWork work, Guid touchId)
    {
        if (
            await work.SingleOrDefaultAsync<Touch>(
                $"select {Touch.Columns} from touch where id = @touchId",
                new { touchId }
            )
            is not { } touch
        )
            throw Problem.NotFound("touch", touchId).ToException();
        await work.ExecuteAsync(LockOfTouch, new { touch.RecipientId, touch.AccountId });
        return (
            await work.SingleOrDefaultAsync<Touch>(
                $"select {Touch.Columns} from touch where id = @touchId",
                new { touchId }
            )
        )!;
    }

    private static string AddressOf(TouchRequest request) =>
        RecipientAddress.Normalise(request.Email)
        ?? throw Problem.Invalid("email", $"'{request.Email}' is not an e-mail address").ToException();

    /// <summary>The account of each request: the one that it names, or one at which the person is known.</summary>
    private static async Task<Guid?[]> AccountsAsync(
        UnitOfWork work,
        IReadOnlyList<TouchRequest> requests,
        List<string> emails
    )
    {
        var accounts = requests.Select(request => request.AccountId).ToArray();
        var open = Enumerable.Range(0, accounts.Length).Where(i => accounts[i] is null).ToList();
        if (open.Count == 0)
            return accounts;
        var found = (
            await work.QueryAsync<KnownPerson>(
                FindAccounts,
                new { Emails = open.Select(i => emails[i]).Distinct(StringComparer.Ordinal).ToArray() }
            )
        ).ToDictionary(row => row.Email, row => row.AccountId, StringComparer.Ordinal);
        foreach (var i in open)
            if (found.TryGetValue(emails[i], out var account))
                accounts[i] = account;
        return accounts;
    }

    private static Touch TouchOf(TouchRequest request, BudgetRows rows, string email, Guid? account, UnitOfWork work)
    {
        var person = rows.People[email].Id;
        if (rows.ByEffectKey.TryGetValue(request.EffectKey, out var touch))
            return touch.RecipientId == person
                ? touch
                : throw ContactBudgetProblems.EffectKeyUsed(request.EffectKey).ToException();
        return rows.ByEffectKey[request.EffectKey] = new Touch
        {
            Id = Guid.CreateVersion7(work.Context.Now),
            RecipientId = person,
            AccountId = account,
            Channel = request.Channel,
            Topic = request.Topic,
            Priority = request.Priority,
            RenewalArr = account is { } id && rows.RenewalArr.TryGetValue(id, out var arr) ? arr : 0,
            Source = request.Source,
            EffectKey = request.EffectKey,
            IsExempt = TouchTopics.IsExempt(request.Topic),
            IsDisplaceable = request.IsDisplaceable,
            IsHeld = request.IsHeld,
            AskedAt = work.Context.Now,
            RequestedBy = work.Context.Actor,
        };
    }

    private static DateTimeOffset EarliestOf(Touch touch, TouchRequest request, DateTimeOffset now)
    {
        // What is in the past is due now; a place whose moment has come is moved to now.
        var planned = touch.State == TouchState.Reserved ? now : request.PlannedAt ?? now;
        return planned < now ? now : planned.ToUniversalTime();
    }

    private static string? BarredFor(Recipient person, Touch touch, BudgetRows rows) =>
        person.State != "ok" ? person.State
        : rows.OptOuts[person.Id].Any(choice => choice.Covers(touch.Topic, touch.Channel)) ? RefusalReason.Preference
        : null;

    /// <summary>Where the person is: their own zone, else the account's country, else the organisation's.</summary>
    internal IReadOnlyList<TimeZoneInfo> ZonesOf(string? ownZone, string? country) =>
        ownZone is not null && TimeZoneInfo.TryFindSystemTimeZoneById(ownZone, out var zone)
            ? [zone]
            : CountryZones.Find(country) ?? [calendar.Current.Zone];

    private IReadOnlyList<TimeZoneInfo> ZonesOf(Recipient person, Touch touch, BudgetRows rows) =>
        ZonesOf(
            person.TimeZone,
            touch.AccountId is { } id && rows.Countries.TryGetValue(id, out var country) ? country : null
        );

    private static async Task WriteAsync(UnitOfWork work, List<Touch> touches)
    {
        if (touches.Count == 0)
            return;
        var sequence = await work.QueryAsync<Written>(
            Write,
            new
            {
                Ids = touches.Select(t => t.Id).ToArray(),
                Recipients = touches.Select(t => t.RecipientId).ToArray(),
                Accounts = touches.Select(t => t.AccountId).ToArray(),
                Channels = touches.Select(t => t.Channel).ToArray(),
                Topics = touches.Select(t => t.Topic).ToArray(),
                Priorities = touches.Select(t => t.Priority).ToArray(),
                Arrs = touches.Select(t => t.RenewalArr).ToArray(),
                Sources = touches.Select(t => t.Source).ToArray(),
                Keys = touches.Select(t => t.EffectKey).ToArray(),
                States = touches.Select(t => t.State).ToArray(),
                Ats = touches.Select(t => t.At.UtcDateTime).ToArray(),
                Exempt = touches.Select(t => t.IsExempt).ToArray(),
                Displaceable = touches.Select(t => t.IsDisplaceable).ToArray(),
                Held = touches.Select(t => t.IsHeld).ToArray(),
                Reasons = touches.Select(t => t.RefusedBecause).ToArray(),
                Nexts = touches.Select(t => t.NextFreeAt?.UtcDateTime).ToArray(),
                Asked = touches.Select(t => t.AskedAt.UtcDateTime).ToArray(),
                Actors = touches.Select(t => t.RequestedBy).ToArray(),
            }
        );
        var written = sequence.ToDictionary(row => row.Id, row => row.Seq);
        foreach (var touch in touches)
            touch.Seq = written.TryGetValue(touch.Id, out var seq)
                ? seq
                // Another touch took the key between our look and our write.
                : throw ContactBudgetProblems.EffectKeyUsed(touch.EffectKey).ToException();
    }

    /// <summary>Those who lost their place learn when there is another.</summary>
    private async Task TellLosersAsync(UnitOfWork work, List<Touch> losers, DateTimeOffset now)
    {
        foreach (var loser in losers)
        {
            await work.ExecuteAsync(
                "update touch set state = 'refused', refused_because = 'displaced' where id = @Id",
                new { loser.Id }
            );
            var touches = await BudgetRows.ReadTouchesAsync(
                work,
                [loser.RecipientId],
                loser.AccountId is { } account ? [account] : [],
                now - Longest
            );
            var place = await work.SingleOrDefaultAsync<Place>(FindPlace, new { loser.RecipientId, loser.AccountId });
            var next = new TouchPlanner(options.Value, touches, now).FirstFree(
                loser,
                loser.At > now ? loser.At : now,
                ZonesOf(place?.TimeZone, place?.Country)
            );
            await work.ExecuteAsync("update touch set next_free_at = @next where id = @Id", new { loser.Id, next });
        }
    }

    private sealed class KnownPerson
    {
        public string Email { get; init; } = "";
        public Guid AccountId { get; init; }
    }

    private sealed class Written
    {
        public Guid Id { get; init; }
        public long Seq { get; init; }
    }

    private sealed class Place
    {
        public string? TimeZone { get; init; }
        public string? Country { get; init; }
    }

    private const string FindAccounts = """
        select distinct on (1) lower(normalize(trim(email))) as email, account_id from contact_copy
        where lower(normalize(trim(email))) = any(@Emails) order by 1, status, contact_id
        """;

    private const string CountryOfPerson = """
        select a.country from contact_copy c join account_copy a on a.account_id = c.account_id
        where lower(normalize(trim(c.email))) = @Email order by c.status, c.contact_id limit 1
        """;

    private const string FindPlace = """
        select r.time_zone, a.country from recipient r left join account_copy a on a.account_id = @AccountId
        where r.id = @RecipientId
        """;

    private const string LockOfTouch = """
        select from recipient where id = @RecipientId for update;
        select from account_budget where account_id = @AccountId for update;
        """;

    private const string Write = """
        insert into touch as t (id, recipient_id, account_id, channel, topic, priority, renewal_arr, source,
            effect_key, state, at, is_exempt, is_displaceable, is_held, refused_because, next_free_at, asked_at,
            requested_by)
        select * from unnest(@Ids, @Recipients, @Accounts, @Channels, @Topics, @Priorities, @Arrs, @Sources, @Keys,
            @States, @Ats::timestamptz[], @Exempt, @Displaceable, @Held, @Reasons, @Nexts::timestamptz[],
            @Asked::timestamptz[], @Actors)
        on conflict (effect_key) do update
            set seq = default, state = excluded.state, at = excluded.at, refused_because = excluded.refused_because,
                next_free_at = excluded.next_free_at
            where t.id = excluded.id
        returning id, seq
        """;
}
