using Microsoft.Extensions.Options;
using Platform.Contracts;
using Platform.Contracts.Renewals;
using Platform.Renewals.Revenue;
using Platform.Renewals.Subscriptions;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Organisation;

namespace Platform.Renewals.Churn;

/// <summary>
/// Records lost accounts: a notice when it comes, the loss on the day on which nothing active remains, and with it a
/// retrospective that says whether the loss was flagged before, and how long. A loss that nothing had flagged some days
/// before the notice is a surprise. One that imported history tells of, long past, gets a retrospective too, but
/// counts as no surprise.
/// </summary>
public sealed class ChurnRecorder(
    TimeProvider clock,
    RequestContext context,
    OrganisationCalendar calendar,
    IOptions<ChurnOptions> options
) : IReactToLedger
{
    public async Task NoticeAsync(
        UnitOfWork work,
        Guid accountId,
        Guid? renewalId,
        DateOnly noticeOn,
        string? reasonCode,
        string? note,
        string by
    )
    {
        var notice = await KeepNoticeAsync(work, accountId, renewalId, noticeOn, reasonCode, note, by);
        await work.EnqueueAsync(
            new ChurnNoticeGiven(accountId, notice.Id, notice.NoticeOn ?? noticeOn, notice.ReasonCode),
            accountId
        );
    }

    /// <summary>Adds to a notice that is open already what it lacks.</summary>
    private async Task<Row> KeepNoticeAsync(
        UnitOfWork work,
        Guid accountId,
        Guid? renewalId,
        DateOnly noticeOn,
        string? reasonCode,
        string? note,
        string by
    ) =>
        (
            await work.SingleOrDefaultAsync<Row>(
                Notice,
                new
                {
                    Id = Guid.CreateVersion7(),
                    accountId,
                    renewalId,
                    noticeOn,
                    reasonCode,
                    note,
                    Now = clock.GetUtcNow(),
                    by,
                }
            )
        )!;

    public async Task ReactAsync(
        UnitOfWork work,
        IReadOnlyList<BookChange> changes,
        ExchangeRates rates,
        DateOnly today,
        string currency
    )
    {
        foreach (var change in changes.Where(c => (c.Lost || c.LearnedOfLoss) && !c.Book.GaveAway && !c.Book.TookOver))
        {
            var account = change.Book.AccountId;
            // A corrected end of a loss that is recorded already is no second loss.
            if (!change.Lost && await work.ScalarAsync<bool>(IsRecorded, new { account, change.Ending!.Since }))
                continue;
            var lostOn = change.Ending?.On ?? today;
            await RecordAsync(
                work,
                account,
                lostOn,
                change.Lost ? change.Book.Totals.Arr : change.Ending!.Arr,
                learnedLate: !change.Lost,
                currency
            );
        }
    }

    private async Task RecordAsync(
        UnitOfWork work,
        Guid account,
        DateOnly lostOn,
        decimal lostArr,
        bool learnedLate,
        string currency
    )
    {
        var now = clock.GetUtcNow();
        await KeepNoticeAsync(work, account, null, lostOn, null, null, context.Actor);
        await work.ExecuteAsync(ChurnReasons.FromInterviews, new { AccountId = account });
        var churn = (
            await work.SingleOrDefaultAsync<Row>(
                Take,
                new
                {
                    account,
                    lostOn,
                    lostArr,
                }
            )
        )!;
        // A flag of the same instant is the loss itself, not a warning of it; nor is one that was raised after the day.
        var until = new[] { now, new DateTimeOffset(lostOn.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero) }.Min();
        var flags = (await work.SingleOrDefaultAsync<Flags>(FindFlags, new { account, Before = until }))!;
        var firstFlag = new[] { flags.RedSince, flags.RiskSince }.Where(at => at < until).Min();
        int? days = firstFlag is { } flagged ? (int)(until - flagged).TotalDays : null;
        // A flag of the days right before the notice came too late to act on.
        var flaggedInTime =
            firstFlag is { } at
            && calendar.DateOf(at) <= (churn.NoticeOn ?? lostOn).AddDays(-options.Value.SurpriseDays);
        var surprise = !flaggedInTime && !learnedLate;
        var retrospective = Guid.CreateVersion7();
        await work.ExecuteAsync(
            Open,
            new
            {
                retrospective,
                ChurnId = churn.Id,
                account,
                lostOn,
                WasRed = flags.IsRed,
                RedDays = flags.RedSince is { } red ? (int?)(until - red).TotalDays : null,
                FirstFlag = firstFlag is { } first ? DateOnly.FromDateTime(first.UtcDateTime) : (DateOnly?)null,
                Days = days,
                surprise,
                learnedLate,
                Now = now,
            }
        );
        await work.ExecuteAsync(
            LoseRisks,
            new
            {
                account,
                Now = now,
                By = context.Actor,
            }
        );
        await work.EnqueueAsync([
            (new AccountChurned(account, churn.Id, lostOn, new Money(lostArr, currency), churn.ReasonCode), account),
            (new RetrospectiveOpened(account, retrospective, churn.Id, surprise, days), account),
        ]);
    }

    private sealed class Row
    {
        public Guid Id { get; init; }
        public string? ReasonCode { get; init; }
        public DateOnly? NoticeOn { get; init; }
    }

    private sealed class Flags
    {
        public bool IsRed { get; init; }
        public DateTimeOffset? RedSince { get; init; }
        public DateTimeOffset? RiskSince { get; init; }
    }

    private const string Notice = """
        insert into churn (id, account_id, renewal_id, notice_on, reason_code, note, recorded_at, recorded_by)
        values (@Id, @accountId, @renewalId, @noticeOn, @reasonCode, @note, @Now, @by)
        on conflict (account_id) where effective_on is null do update
        set renewal_id = coalesce(churn.renewal_id, excluded.renewal_id), note = coalesce(excluded.note, churn.note),
            reason_code = coalesce(excluded.reason_code, churn.reason_code),
            reason_interview = case when excluded.reason_code is null then churn.reason_interview end
        returning id, reason_code, notice_on
        """;

    private const string IsRecorded =
        "select exists (select from churn where account_id = @account and effective_on >= @Since)";

    private const string Take = """
        update churn set effective_on = @lostOn, lost_arr = @lostArr
            where account_id = @account and effective_on is null
        returning id, reason_code, notice_on
        """;

    // Red without a break until now, and the oldest risk that was still open at the loss.
    private const string FindFlags = """
        select coalesce((select band = 'red' from account_band where account_id = @account and from_at <= @Before
            order by version desc limit 1), false) as is_red,
               (select min(from_at) from account_band b
                   where account_id = @account and band = 'red' and from_at <= @Before
                  and not exists (select from account_band n
                      where n.account_id = b.account_id and n.version > b.version and n.from_at <= @Before
                      and n.band is distinct from 'red')) as red_since,
               (select min(opened_at) from risk
                   where account_id = @account and opened_at <= @Before
                   and (closed_at is null or state = 'lost')) as risk_since
        """;

    private const string Open = """
        insert into retrospective (id, churn_id, account_id, lost_on, was_red, red_days, first_flag_on, days_flagged,
            surprise, learned_late, opened_at, version)
        values (@retrospective, @ChurnId, @account, @lostOn, @WasRed, @RedDays, @FirstFlag, @Days, @surprise,
            @learnedLate, @Now, 1)
        """;

    private const string LoseRisks = """
        with lost as (
            update risk set state = 'lost', state_entered_at = @Now, closed_at = @Now, version = version + 1
            where account_id = @account and closed_at is null
            returning id, version)
        insert into risk_state (risk_id, version, state, entered_at, by, note)
        select id, version, 'lost', @Now, @By, 'The account is lost.' from lost
        """;
}
