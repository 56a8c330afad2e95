using Microsoft.Extensions.Options;
using Platform.Contracts.HealthScoring;
using Platform.HealthScoring.Accounts;
using Platform.HealthScoring.Rescoring;
using Platform.HealthScoring.Rounds;
using Platform.HealthScoring.Scores;
using Platform.HealthScoring.Scoring;
using Platform.HealthScoring.Usage.Encoding;
using Platform.ServiceKit.Data;

namespace Platform.HealthScoring.PowerUsers;

/// <summary>
/// Takes the round's next accounts, records power users, departures and thresholds, and publishes what is new. One
/// transaction per chunk.
/// </summary>
public sealed class WatchAccounts(
    Database database,
    UsageCalendar calendar,
    TimeProvider clock,
    ScoringSignal signal,
    IOptions<PowerUserOptions> powerUsers,
    IOptions<UsageThresholdOptions> thresholds
)
{
    private const int Chunk = 100;

    /// <summary>
    /// A departure stands for so long, unless the user comes back: by then others have taken over, or the other
    /// measures show it.
    /// </summary>
    private const int DepartureStandsDays = 60;

    /// <summary>False where nothing is to do, or another replica is at it.</summary>
    public async Task<bool> NextChunkAsync(CancellationToken ct)
    {
        var today = calendar.Today;
        await using var work = await database.BeginAsync(ct);
        if (await BookRound.NextAsync(work, BookRound.Watch, today, Chunk) is not { } step)
            return false;
        if (step.Accounts.Length > 0)
            await WatchAsync(work, step.Accounts, today, ct);
        await work.CommitAsync();
        signal.Set();
        return step.IsMore;
    }

    private async Task WatchAsync(UnitOfWork work, Guid[] accounts, DateOnly today, CancellationToken ct)
    {
        var rows = (
            await work.QueryAsync<DayRow>(
                Days,
                new
                {
                    accounts,
                    From = today.AddDays(-UsageThresholds.Window),
                    today,
                    DetailFrom = today.AddDays(-PowerUserRules.DaysLookedAt(powerUsers.Value)),
                }
            )
        ).ToLookup(r => r.AccountId);
        var facts = (await AccountInputs.LoadAsync(work.Connection, accounts, today, ct)).ToDictionary(
            i => i.AccountId,
            i => i.Facts
        );
        var current = (await work.QueryAsync<PowerUserRow>(Current, new { accounts })).ToLookup(r => r.AccountId);
        var reachedBefore = (await work.QueryAsync<ThresholdRow>(ReachedBefore, new { accounts })).ToLookup(r =>
            r.AccountId
        );

        var signs = await SignsAsync(work, accounts, today);

        foreach (var account in accounts)
        {
            var days = rows[account].ToList();
            var findings = PowerUserRules.Assess(
                today,
                days.Where(r => r.Detail.Length > 0).Select(r => (r.Day, DailyUsageCodec.Decode(r.Detail))),
                powerUsers.Value
            );
            await RecordPowerUsersAsync(work, account, findings, [.. current[account]], today);
            var reached = UsageThresholds.Reached(
                today,
                days.ConvertAll(r => new UsageDay(r.Day, 0, 0, 0, r.Activity)),
                facts.GetValueOrDefault(account, AccountFacts.None),
                signs(account),
                thresholds.Value
            );
            await RecordThresholdsAsync(work, account, reached, [.. reachedBefore[account]], today);
        }
    }

    private static async Task<Func<Guid, ExpansionSigns>> SignsAsync(UnitOfWork work, Guid[] accounts, DateOnly today)
    {
        var attempts = (await work.QueryAsync<AttemptsRow>(Attempts, new { accounts, today })).ToDictionary(r =>
            r.AccountId
        );
        var teams = (await work.QueryAsync<TeamRow>(Teams, new { accounts, today })).ToLookup(
            r => r.AccountId,
            r => r.FirstDay
        );
        return account => new ExpansionSigns(
            attempts.TryGetValue(account, out var row) ? (row.Attempts, row.Since) : null,
            [.. teams[account]]
        );
    }

    private async Task RecordPowerUsersAsync(
        UnitOfWork work,
        Guid account,
        IReadOnlyList<PowerUserFinding> findings,
        List<PowerUserRow> current,
        DateOnly today
    )
    {
        foreach (var finding in findings)
        {
            var known = current.Find(s => s.UserNumber == finding.User);
            if ((finding.Departure is null ? finding.Share : finding.BaselineShare) is not { } share)
                continue;
            if (known is null)
                await work.ExecuteAsync(
                    Begin,
                    new
                    {
                        account,
                        finding.User,
                        today,
                        share,
                    }
                );
            else if (known.DepartedOn is null && known.Share != share)
                await work.ExecuteAsync(
                    Share,
                    new
                    {
                        account,
                        finding.User,
                        share,
                    }
                );
            if (finding.Departure is { } departure && known?.DepartedOn is null)
                await DepartAsync(work, account, finding.User, share, departure, today);
        }

        // Who is no power user any more: of those who stayed, the span ends; a departure ends when they are back, or
        // after its time.
        foreach (var known in current)
        {
            var finding = findings.FirstOrDefault(f => f.User == known.UserNumber);
            if (known.DepartedOn is { } departedOn)
            {
                var isBack = finding is { Departure: null, IsActive: true };
                if (!isBack && today.DayNumber - departedOn.DayNumber < DepartureStandsDays)
                    continue;
                await work.ExecuteAsync(
                    End,
                    new
                    {
                        account,
                        User = known.UserNumber,
                        today,
                    }
                );
                await Readings.ExpireAsync(work, account, Measure.PowerUserGone, today, clock.GetUtcNow());
            }
            else if (finding is null or { Share: null, Departure: null })
            {
                await work.ExecuteAsync(
                    End,
                    new
                    {
                        account,
                        User = known.UserNumber,
                        today,
                    }
                );
            }
        }
    }

    private async Task DepartAsync(
        UnitOfWork work,
        Guid account,
        int user,
        decimal share,
        Departure departure,
        DateOnly today
    )
    {
        await work.ExecuteAsync(
            Depart,
            new
            {
                account,
                user,
                today,
                share,
                departure.LastActiveOn,
                departure.Fall,
                departure.OthersRemain,
                Successors = departure.Successors.ToArray(),
            }
        );
        await Readings.RecordAsync(
            work,
            new Reading(account, Measure.PowerUserGone, today, clock.GetUtcNow(), 1, "service:health-scoring")
        );
        var numbers = departure.Successors.Append(user).ToArray();
        var names = (await work.QueryAsync<UserName>(Names, new { account, numbers })).ToDictionary(
            n => n.Number,
            n => n.UserId
        );
        await work.EnqueueAsync(
            new PowerUserDeparted(
                account,
                names[user],
                share,
                departure.Fall,
                departure.LastActiveOn,
                departure.OthersRemain,
                [.. departure.Successors.Select(s => names[s])]
            ),
            key: account
        );
    }

    private static async Task RecordThresholdsAsync(
        UnitOfWork work,
        Guid account,
        IReadOnlyList<ReachedThreshold> reached,
        List<ThresholdRow> before,
        DateOnly today
    )
    {
        foreach (var threshold in reached.Where(r => !before.Exists(b => b.Threshold == r.Name)))
        {
            await work.ExecuteAsync(
                "insert into usage_threshold (account_id, threshold, since_day) values (@account, @Name, @Since)",
                new
                {
                    account,
                    threshold.Name,
                    threshold.Since,
                }
            );
            await work.EnqueueAsync(
                new UsageThresholdCrossed(
                    account,
                    threshold.Name,
                    Rose: true,
                    threshold.Value,
                    threshold.Limit,
                    threshold.Since
                ),
                key: account
            );
        }
        foreach (var left in before.Where(b => !reached.Any(r => r.Name == b.Threshold)))
        {
            await work.ExecuteAsync(
                "delete from usage_threshold where account_id = @account and threshold = @Threshold",
                new { account, left.Threshold }
            );
            await work.EnqueueAsync(
                new UsageThresholdCrossed(account, left.Threshold, Rose: false, 0, 0, today),
                key: account
            );
        }
    }

    private sealed class DayRow
    {
        public Guid AccountId { get; init; }
        public DateOnly Day { get; init; }
        public byte[] Activity { get; init; } = [];
        public byte[] Detail { get; init; } = [];
    }

    private sealed class PowerUserRow
    {
        public Guid AccountId { get; init; }
        public int UserNumber { get; init; }
        public decimal Share { get; init; }
        public DateOnly? DepartedOn { get; init; }
    }

    private sealed class ThresholdRow
    {
        public Guid AccountId { get; init; }
        public string Threshold { get; init; } = "";
        public DateOnly SinceDay { get; init; }
    }

    private sealed class AttemptsRow
    {
        public Guid AccountId { get; init; }
        public int Attempts { get; init; }
        public DateOnly Since { get; init; }
    }

    private sealed class TeamRow
    {
        public Guid AccountId { get; init; }
        public DateOnly FirstDay { get; init; }
    }

    private sealed class UserName
    {
        public int Number { get; init; }
        public string UserId { get; init; } = "";
    }

    private const string Days = """
        select account_id, day, activity, case when day > @DetailFrom then detail else ''::bytea end as detail
        from usage_day where account_id = any(@accounts) and day > @From and day <= @today order by account_id, day
        """;

    private const string Attempts = """
        select d.account_id, sum(d.attempts)::int as attempts, min(d.day) as since
        from denied_attempt d join feature f on f.number = d.feature and f.premium
        where d.account_id = any(@accounts) and d.day > @today::date - 30 and d.day <= @today
        group by d.account_id
        """;

    private const string Teams = """
        select account_id, first_day from product_team where account_id = any(@accounts) and first_day <= @today
        """;

    private const string ReachedBefore = """
        select account_id, threshold, since_day from usage_threshold where account_id = any(@accounts)
        """;

    private const string Current = """
        select account_id, user_number, share, departed_on from power_user
        where account_id = any(@accounts) and until_day is null
        """;

    private const string Begin = """
        insert into power_user (account_id, user_number, since_day, share) values (@account, @User, @today, @share)
        on conflict (account_id, user_number, since_day) do update
        set until_day = null, share = excluded.share, departed_on = null, last_active_on = null, fall = null
        """;

    private const string Share = """
        update power_user set share = @share where account_id = @account and user_number = @User and until_day is null
        """;

    private const string Depart = """
        update power_user
        set departed_on = @today, last_active_on = @LastActiveOn, fall = @Fall, share = @share,
            others_remain = @OthersRemain, successors = @Successors
        where account_id = @account and user_number = @user and until_day is null
        """;

    private const string End =
        "update power_user set until_day = @today where account_id = @account and user_number = @User and "
        + "until_day is null";

    private const string Names =
        "select number, user_id from product_user where account_id = @account and number = any(@numbers)";
}
