using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Platform.Contracts;
using Platform.Contracts.Renewals;
using Platform.HealthScoring.Scores;
using Platform.HealthScoring.Scoring;
using Platform.HealthScoring.Usage.Encoding;
using Platform.Simulator;
using Platform.Simulator.Company;
using Platform.Simulator.Storylines;
using Platform.TestKit;

namespace Platform.HealthScoring.Tests.Simulated;

/// <summary>
/// Eighteen months of a simulated company that come in on one day, as an import brings them: use, and subscriptions as
/// renewals tells of them. On a service of its own, for the first recorded day is the whole installation's.
/// </summary>
public sealed class SimulatedPastTests(HealthScoringUnderTest service, ITestOutputHelper output)
    : IClassFixture<HealthScoringUnderTest>
{
    private const int Accounts = 300;
    private const int Horizon = 90;
    private const int SettledAfterDays = 150;

    [Fact]
    public async Task Eighteen_months_have_the_ledgers_outcomes_and_scores_before_them_and_validation_and_training_run()
    {
        var today = DateOnly.FromDateTime(service.Clock.GetUtcNow().UtcDateTime);
        var company = new SoftwareCompany(
            new SimulationOptions
            {
                Seed = 2_718,
                Accounts = Accounts,
                Days = 540,
                Until = new DateTimeOffset(today, TimeOnly.MinValue, TimeSpan.Zero),
                EventScale = 0.3,
            }
        );
        var ids = company.Accounts.ToDictionary(a => a.Id, _ => Guid.CreateVersion7(), StringComparer.Ordinal);
        await StoreAsync(company, ids);
        foreach (var account in company.Accounts)
            await service.PublishAsync(ChangeOf(account, ids[account.Id], company.Options.LastDay));
        var expected = company
            .Accounts.SelectMany(a =>
                a.Terms.Where(t => t.End <= company.Options.LastDay)
                    .Select(t => (Id: ids[a.Id], a.Segment, t.End, Kind: KindOf(t.EndsWith)))
            )
            .ToList();
        await Eventually.GetAsync(
            () => service.Database.ScalarAsync<long>("select count(*) from outcome")!,
            n => n == expected.Count,
            "all outcomes are kept",
            seconds: 120
        );

        var known = await service.Ops.GetFromJsonAsync<JsonElement>("/v1/predictions/outcomes");
        known
            .GetProperty("kinds")
            .EnumerateObject()
            .ToDictionary(k => k.Name, k => k.Value.GetInt32())
            .ShouldBe(expected.CountBy(o => o.Kind).ToDictionary(), ignoreOrder: true);

        await ScoresBeforeAsync(company, expected);
        foreach (var segment in new[] { "smb", "mid_market", "enterprise" })
            await ValidateAsync(segment);
        await TrainAsync();
    }

    private async Task ScoresBeforeAsync(
        SoftwareCompany company,
        List<(Guid Id, Segment Segment, DateOnly End, string Kind)> outcomes
    )
    {
        var first = company.Options.FirstDay;
        var past = service.Services.GetRequiredService<PastMeasures>();
        var measures = await past.ReadAsync(
            outcomes.Select(o => new PastDay(o.Id, o.End.AddDays(-Horizon))),
            _ => Task.CompletedTask,
            TestContext.Current.CancellationToken
        );
        bool IsScored((Guid Id, Segment Segment, DateOnly End, string Kind) o) =>
            measures.TryGetValue(new PastDay(o.Id, o.End.AddDays(-Horizon)), out var values)
            && HealthScorer.Score(DefaultScorecards.BySegment[NameOf(o.Segment)], values).Score is not null;

        var (settled, early) = (
            outcomes.FindAll(o => o.End >= first.AddDays(SettledAfterDays)),
            outcomes.FindAll(o => o.End < first.AddDays(SettledAfterDays))
        );
        var before = early.Count(o => o.End.AddDays(-Horizon) < first);
        output.WriteLine(
            $"{settled.Count(IsScored)} of {settled.Count} outcomes from day {SettledAfterDays} on have a score "
                + $"{Horizon} days before."
        );
        output.WriteLine(
            $"Earlier: {early.Count}, of which {before} lie before the first recorded day and "
                + $"{early.Count - before - early.Count(IsScored)} have too few measures."
        );
        (settled.Count(IsScored) / (double)settled.Count).ShouldBeGreaterThanOrEqualTo(0.95);
        early.Count(o => o.End.AddDays(-Horizon) < first && IsScored(o)).ShouldBe(0);
    }

    private async Task ValidateAsync(string segment)
    {
        var cards = await service.Ops.GetFromJsonAsync<JsonElement>($"/v1/scorecards?segment={segment}&status=active");
        var asked = await service.Ops.PostAsJsonAsync(
            "/v1/validations",
            new { scorecardId = cards.GetProperty("items")[0].GetProperty("id").GetGuid() }
        );
        var figures = (await DoneAsync(asked)).GetProperty("figures");
        output.WriteLine(
            $"{segment}: {figures.GetProperty("verdict").GetString()} {figures.GetProperty("outcomes")} "
                + $"outcomes, {figures.GetProperty("insufficientData")} without a score, "
                + $"{figures.GetProperty("beforeRecords")} of them before the first recorded day."
        );
        figures.GetProperty("beforeRecords").GetInt32().ShouldBeGreaterThan(0);
        figures
            .GetProperty("beforeRecords")
            .GetInt32()
            .ShouldBeLessThanOrEqualTo(figures.GetProperty("insufficientData").GetInt32());
    }

    private async Task TrainAsync()
    {
        var outcome = (
            await DoneAsync(await service.Ops.PostAsJsonAsync("/v1/predictions/trainings", new { }))
        ).GetProperty("outcome");
        output.WriteLine($"Model: {outcome.GetProperty("figures").GetProperty("verdict").GetString()}");
        outcome.GetProperty("version").GetInt32().ShouldBe(1, outcome.GetRawText());
    }

    private async Task<JsonElement> DoneAsync(HttpResponseMessage asked)
    {
        asked.StatusCode.ShouldBe(HttpStatusCode.Accepted, await asked.Content.ReadAsStringAsync());
        var done = await Eventually.GetAsync(
            () => service.Ops.GetFromJsonAsync<JsonElement>(asked.Headers.Location!.ToString()),
            t => t.GetProperty("study").GetProperty("status").GetString() is "done" or "failed",
            "the study is done",
            seconds: 300
        );
        done.GetProperty("study").GetProperty("status").GetString().ShouldBe("done", done.GetRawText());
        return done;
    }

    /// <summary>As renewals tells of the account's subscriptions, one for each term.</summary>
    private SubscriptionChanged ChangeOf(SimulatedAccount account, Guid id, DateOnly lastDay)
    {
        Money Mrr(decimal annual) => new(Math.Round(annual / 12, 2), "EUR");
        var outcomes = account
            .Terms.Where(t => t.End <= lastDay)
            .Select(
                (t, i) =>
                    new TermOutcome(
                        t.End,
                        KindOf(t.EndsWith),
                        Mrr(t.AnnualAmount),
                        Mrr(i + 1 < account.Terms.Count ? account.Terms[i + 1].AnnualAmount : 0)
                    )
            );
        return new SubscriptionChanged(
            id,
            1,
            [],
            Mrr(0),
            Mrr(0),
            0,
            null,
            account.Story.CustomerSince,
            [.. account.Terms.Select(t => new SeatsPaid(t.Start, t.Seats))],
            [.. outcomes]
        )
        {
            OccurredAt = service.Clock.GetUtcNow(),
        };
    }

    private async Task StoreAsync(SoftwareCompany company, Dictionary<string, Guid> ids)
    {
        foreach (var feature in Feature.Catalogue)
            await service.Ops.PutAsJsonAsync(
                $"/v1/features/{feature.Key}",
                new { core = feature.Core, premium = feature.Premium }
            );
        var features = (
            await service.Database.QueryAsync<(string Name, int Number)>("select name, number from feature")
        ).ToDictionary(f => f.Name, f => f.Number, StringComparer.Ordinal);
        await service.Database.ExecuteAsync(
            "insert into account (account_id, name, segment, customer_since, version) select id, 'A', segment, "
                + "since, 1 from unnest(@Ids, @Segments, @Since) as a (id, segment, since)",
            new
            {
                Ids = company.Accounts.Select(a => ids[a.Id]).ToArray(),
                Segments = company.Accounts.Select(a => NameOf(a.Segment)).ToArray(),
                Since = company.Accounts.Select(a => a.Story.CustomerSince).ToArray(),
            }
        );
        foreach (var account in company.Accounts)
            await StoreUseAsync(company, account, ids[account.Id], features);
    }

    private async Task StoreUseAsync(
        SoftwareCompany company,
        SimulatedAccount account,
        Guid id,
        Dictionary<string, int> features
    )
    {
        var users = account.Users.Index().ToDictionary(u => u.Item.Id, u => u.Index + 1, StringComparer.Ordinal);
        var days = new List<(DateOnly Day, DailyUsage Tally, DayTotals Totals)>();
        foreach (var day in company.Days)
        {
            var events = new List<Simulator.Usage.UsageEvent>();
            Simulator.Usage.UsageDay.AddEvents(company.Options, account, day, events);
            if (events.Count == 0)
                continue;
            var tally = DailyUsage.Of([
                .. events.Select(e => new UsageEntry(
                    users[e.User],
                    features[e.Feature],
                    1,
                    e.Quantity,
                    1UL << Math.Min(47, (int)e.OccurredAt.TimeOfDay.TotalMinutes / 30)
                )),
            ]);
            days.Add((day, tally, tally.Totals()));
        }
        await service.Database.ExecuteAsync(
            """
            insert into usage_day (account_id, day, active_users, sessions, features, events, quantity, activity,
                detail)
            select @id, * from unnest(@Days, @Users, @Sessions, @Features, @Events, @Quantities, @Activity, @Detail)
            """,
            new
            {
                id,
                Days = days.ConvertAll(d => d.Day).ToArray(),
                Users = days.ConvertAll(d => d.Totals.ActiveUsers).ToArray(),
                Sessions = days.ConvertAll(d => d.Totals.Sessions).ToArray(),
                Features = days.ConvertAll(d => d.Totals.Features).ToArray(),
                Events = days.ConvertAll(d => d.Totals.Events).ToArray(),
                Quantities = days.ConvertAll(d => d.Totals.Quantity).ToArray(),
                Activity = days.ConvertAll(d => DayActivity.Encode(d.Tally)).ToArray(),
                Detail = days.ConvertAll(d => DailyUsageCodec.Encode(d.Tally)).ToArray(),
            }
        );
    }

    private static string NameOf(Segment segment) =>
        segment switch
        {
            Segment.Smb => "smb",
            Segment.MidMarket => "mid_market",
            _ => "enterprise",
        };

    private static string KindOf(Outcome outcome) =>
        outcome switch
        {
            Outcome.Churned => "churned",
            Outcome.Contracted => "contracted",
            Outcome.Expanded => "grown",
            _ => "renewed_flat",
        };
}
