using Platform.HealthScoring.Usage.Encoding;

namespace Platform.HealthScoring.Tests.Outcomes;

/// <summary>Accounts with a past that is made up here: use on some days, and how their term ended.</summary>
internal sealed class PastBook(HealthScoringUnderTest service, string segment)
{
    private readonly List<(Guid Account, DateOnly Day, int Users)> _use = [];
    private readonly List<(Guid Account, string Kind, DateOnly On)> _outcomes = [];
    private readonly List<Guid> _accounts = [];

    public IReadOnlyList<Guid> Accounts => _accounts;

    public DateOnly Today => DateOnly.FromDateTime(service.Clock.GetUtcNow().UtcDateTime);

    /// <param name="usersOn">Active users by days before the outcome; each third day is looked at, from a year before
    /// to the day.</param>
    public Guid Add(string kind, DateOnly decidedOn, Func<int, int> usersOn)
    {
        var account = Guid.CreateVersion7();
        _accounts.Add(account);
        _outcomes.Add((account, kind, decidedOn));
        for (var before = 240; before >= 1; before -= 3)
            if (usersOn(before) is var users and > 0)
                _use.Add((account, decidedOn.AddDays(-before), users));
        return account;
    }

    public async Task StoreAsync()
    {
        await service.Ops.PutAsync(
            "/v1/features/dashboards",
            System.Net.Http.Json.JsonContent.Create(new { core = true, premium = false })
        );
        var feature = await service.Database.ScalarAsync<int>("select number from feature where name = 'dashboards'");
        await service.Database.ExecuteAsync(
            "insert into account (account_id, name, segment, customer_since, version) select id, 'A', @segment, "
                + "@Since, 1 from unnest(@Ids) as id",
            new
            {
                segment,
                Since = Today.AddDays(-900),
                Ids = _accounts.ToArray(),
            }
        );
        var days = _use.ConvertAll(u =>
            DailyUsage.Of([.. Enumerable.Range(0, u.Users).Select(user => new UsageEntry(user, feature, 2, 2, 1))])
        );
        await service.Database.ExecuteAsync(
            """
            insert into usage_day (account_id, day, active_users, sessions, features, events, quantity, activity,
                detail)
            select * from unnest(@Accounts, @Days, @Users, @Users, @Ones, @Events, @Events, @Activity, @Detail)
            """,
            new
            {
                Accounts = _use.ConvertAll(u => u.Account).ToArray(),
                Days = _use.ConvertAll(u => u.Day).ToArray(),
                Users = _use.ConvertAll(u => u.Users).ToArray(),
                Ones = _use.ConvertAll(_ => 1).ToArray(),
                Events = _use.ConvertAll(u => 2L * u.Users).ToArray(),
                Activity = days.ConvertAll(DayActivity.Encode).ToArray(),
                Detail = days.ConvertAll(DailyUsageCodec.Encode).ToArray(),
            }
        );
        await service.Database.ExecuteAsync(
            "insert into outcome (account_id, source, reference, kind, decided_on, recorded_at) select account, "
                + "'test', account::text, kind, day, now() from unnest(@Accounts, @Kinds, @Days) as o (account, kind, "
                + "day)",
            new
            {
                Accounts = _outcomes.ConvertAll(o => o.Account).ToArray(),
                Kinds = _outcomes.ConvertAll(o => o.Kind).ToArray(),
                Days = _outcomes.ConvertAll(o => o.On).ToArray(),
            }
        );
    }
}
