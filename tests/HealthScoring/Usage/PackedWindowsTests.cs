using System.Net.Http.Json;
using Platform.HealthScoring.Scores;
using Platform.HealthScoring.Usage;
using Platform.HealthScoring.Usage.Encoding;

namespace Platform.HealthScoring.Tests.Usage;

[Collection(OnServers.Name)]
public sealed class PackedWindowsTests(HealthScoringUnderTest service)
{
    private sealed class DayRow
    {
        public DateOnly Day { get; init; }
        public int ActiveUsers { get; init; }
        public int Sessions { get; init; }
        public long Events { get; init; }
        public byte[] Activity { get; init; } = [];
    }

    private DateOnly Through => DateOnly.FromDateTime(service.Clock.GetUtcNow().UtcDateTime).AddDays(-2);

    [Fact]
    public async Task A_stored_window_equals_the_day_rows_and_a_late_event_takes_it_away()
    {
        var account = await service.AddAccountAsync();
        var now = service.Clock.GetUtcNow();
        await service.SendAsync(
            service.Ops,
            [
                .. Enumerable
                    .Range(0, 80)
                    .Select(i =>
                        service.Event(
                            account,
                            user: $"u-{i % 7}",
                            feature: $"f-{i % 3}",
                            at: now.AddDays(-i).AddMinutes(-1)
                        )
                    ),
            ]
        );
        await service.StoredAsync(account, 80);

        await PackAsync(account);
        await ShouldEqualDayRowsAsync(account);
        await ScoreAgainAsync(account);

        // Today's event leaves the window alone, a late one does not.
        await service.SendAsync(service.Ops, service.Event(account, user: "u-new"));
        await service.StoredAsync(account, 81);
        (await BodyAsync(account)).ShouldNotBeNull();
        await service.SendAsync(
            service.Ops,
            service.Event(account, user: "u-late", feature: "f-late", at: now.AddDays(-20))
        );
        await service.StoredAsync(account, 82);
        (await BodyAsync(account)).ShouldBeNull();
        await ScoreAgainAsync(account);

        await PackAsync(account);
        await ShouldEqualDayRowsAsync(account);
        await ScoreAgainAsync(account);
    }

    private async Task PackAsync(Guid account)
    {
        await using var work = await service.Database.BeginAsync(TestContext.Current.CancellationToken);
        await PackedWindows.PackAsync(work, [account], Through, TestContext.Current.CancellationToken);
        await work.CommitAsync();
    }

    private Task<byte[]?> BodyAsync(Guid account) =>
        service.Database.ScalarAsync<byte[]>(
            "select body from usage_window where account_id = @account",
            new { account }
        );

    private async Task ShouldEqualDayRowsAsync(Guid account)
    {
        var rows = await service.Database.QueryAsync<DayRow>(
            "select day, active_users, sessions, events, activity from usage_day where account_id = @account",
            new { account }
        );
        (await BodyAsync(account)).ShouldBe(
            PackedWindow
                .Of(Through, rows.Select(r => new UsageDay(r.Day, r.ActiveUsers, r.Sessions, r.Events, r.Activity)))
                .Pack()
        );
    }

    /// <summary>Scores from whatever is there now, and proves that the stored inputs are those of a
    /// recomputation.</summary>
    private async Task ScoreAgainAsync(Guid account)
    {
        await service.Database.ExecuteAsync(
            "insert into dirty_account (account_id) values (@account)",
            new { account }
        );
        await service.ScoredAsync();
        var check = (await service.Ops.GetFromJsonAsync<CheckScoreResponse>($"/v1/accounts/{account}/score/check"))!;
        check.FromRollupsIdentical.ShouldBeTrue();
        check.Differing.ShouldBeEmpty();
        var users = await service.Database.ScalarAsync<decimal>(
            "select inputs[3] from score where account_id = @account",
            new { account }
        );
        users.ShouldBe(
            await service.Database.ScalarAsync<decimal>(
                "select count(distinct user_number) from usage_event where account_id = @account and day > @From",
                new { account, From = Through.AddDays(-28) }
            )
        );
    }
}
