using System.Globalization;
using System.Text.Json;
using Dapper;
using Npgsql;
using Platform.Simulator;
using Platform.Simulator.Company;
using Platform.Simulator.Records;
using Platform.Simulator.Storylines;

namespace Platform.EndToEnd.Tests;

/// <summary>
/// Eighteen months of a company, written by <c>./platform simulate --out</c> and brought into an empty platform by
/// <c>./platform import</c>: its outcomes, scores before them, validation and training are there without another step.
/// <c>./platform test --long</c> takes 300 accounts on each of three seeds that nothing was tuned by.
/// </summary>
public sealed class ImportedPastStoryTests(ITestOutputHelper output)
{
    private const int Days = 540;
    private const double Scale = 0.3;
    private const int SettledAfterDays = 150;

    private static bool IsLong => Environment.GetEnvironmentVariable("PLATFORM_LONG") == "1";

    public static TheoryData<ulong> Seeds => IsLong ? [1618UL, 141_421UL, 57_721UL] : [1618UL];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task An_imported_past_has_its_outcomes_and_scores_before_them_and_a_track_record(ulong seed)
    {
        var company = CompanyOf(seed);
        await using var platform = new RunningPlatform();
        await platform.InitializeAsync();
        await ImportAsync(platform, company);
        using var ops = await platform.ClientAsync("ops");

        var outcomes = OutcomesOf(company);
        await OutcomesAreTheLedgersAsync(platform, ops, outcomes);
        await UseIsCountedAsync(platform, company);
        await RecordIsPrintedAsync(ops, company, outcomes);
        await ModelIsTrainedAsync(ops);
    }

    private static SoftwareCompany CompanyOf(ulong seed) =>
        new(
            new SimulationOptions
            {
                Seed = seed,
                Accounts = IsLong ? 300 : 50,
                Days = Days,
                EventScale = Scale,
                Until = new DateTimeOffset(DateTime.UtcNow.Date, TimeSpan.Zero),
            }
        );

    private async Task ImportAsync(RunningPlatform platform, SoftwareCompany company)
    {
        var options = company.Options;
        var folder = Directory.CreateTempSubdirectory("platform-past-").FullName;
        try
        {
            await PlatformCommand.RunAsync(
                platform,
                [
                    "simulate",
                    .. Named("seed", options.Seed),
                    .. Named("accounts", options.Accounts),
                    .. Named("days", Days),
                    .. Named("scale", Scale),
                    "--end",
                    options.LastDay.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                    "--out",
                    folder,
                ]
            );
            var started = TimeProvider.System.GetTimestamp();
            var told = await PlatformCommand.RunAsync(platform, "import", folder);
            var seconds = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
            Say($"Seed {options.Seed}, {options.Accounts} accounts, {Days} days, imported in {seconds:0} s.");
            told.ShouldContain($"accounts.ndjson: {options.Accounts} rows: {options.Accounts} new");
            told.ShouldNotContain("error ");
            told.ShouldContain(
                $"outcomes.ndjson: {OutcomesInFile(company)} rows: {OutcomesInFile(company)} outcomes, 0"
            );
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static int OutcomesInFile(SoftwareCompany company) =>
        company.Accounts.Sum(account => AccountFacts.Outcomes(company.Options, account).Count());

    private static string[] Named(string option, IFormattable value) =>
        [$"--{option}", value.ToString(null, CultureInfo.InvariantCulture)];

    private static List<(SimulatedAccount Account, DateOnly On, string Kind)> OutcomesOf(SoftwareCompany company) =>
        [
            .. from account in company.Accounts
            from term in account.Terms
            where term.End <= company.Options.LastDay
            select (account, term.End, KindOf(term.EndsWith)),
        ];

    private static string KindOf(Outcome outcome) =>
        outcome switch
        {
            Outcome.Churned => "churned",
            Outcome.Contracted => "contracted",
            Outcome.Expanded => "grown",
            _ => "renewed_flat",
        };

    /// <summary>What scoring knows, what renewals' ledger holds, and what the company did are one.</summary>
    private async Task OutcomesAreTheLedgersAsync(
        RunningPlatform platform,
        HttpClient ops,
        List<(SimulatedAccount Account, DateOnly On, string Kind)> outcomes
    )
    {
        var expected = outcomes.CountBy(outcome => outcome.Kind).ToDictionary(StringComparer.Ordinal);
        var known = await ops.UntilAsync(platform, "all outcomes are known", "/v1/predictions/outcomes", answer =>
            answer.GetProperty("count").GetInt32() == outcomes.Count
        );
        Counts(known.GetProperty("kinds")).ShouldBe(expected, ignoreOrder: true);

        await using var renewals = new NpgsqlConnection(platform.ConnectionString("renewals-db"));
        var ledger = (
            await renewals.QueryAsync<(string Kind, long Count)>(
                """
                select case kind when 'churn' then 'churned' when 'contraction' then 'contracted' else 'grown' end,
                    count(*)
                from movement m
                where product_id is null and kind in ('churn', 'contraction', 'expansion') and reverses is null
                  and not exists (select from movement r where r.reverses = m.id)
                group by kind
                """
            )
        ).ToDictionary(row => row.Kind, row => (int)row.Count, StringComparer.Ordinal);
        ledger.ShouldBe(
            expected.Where(kind => kind.Key != "renewed_flat").ToDictionary(StringComparer.Ordinal),
            ignoreOrder: true
        );
        Say($"Outcomes, as the ledger has them: {string.Join(", ", expected.Select(it => $"{it.Value} {it.Key}"))}.");
    }

    /// <summary>Scores of the past read daily use, which is folded from the events within moments.</summary>
    private static async Task UseIsCountedAsync(RunningPlatform platform, SoftwareCompany company)
    {
        var used = company.Usage().LongCount(usage => usage.Outcome is null);
        await platform.EventuallyAsync(
            "all use is in the daily figures",
            async () =>
            {
                await using var scoring = new NpgsqlConnection(platform.ConnectionString("health-scoring-db"));
                return await scoring.ExecuteScalarAsync<long>("select coalesce(sum(events), 0)::bigint from usage_day")
                    == used;
            },
            seconds: 300
        );
    }

    private async Task RecordIsPrintedAsync(
        HttpClient ops,
        SoftwareCompany company,
        List<(SimulatedAccount Account, DateOnly On, string Kind)> outcomes
    )
    {
        var (scored, settled, early, before, insufficient) = (0, 0, 0, 0, 0);
        var (green, losses) = (0, 0);
        var settledFrom = company.Options.FirstDay.AddDays(SettledAfterDays);
        foreach (var size in new[] { Segment.Smb, Segment.MidMarket, Segment.Enterprise })
        {
            var figures = await ValidatedAsync(ops, NameOf(size));
            Say($"{NameOf(size)}: {figures.Text("verdict")} {Bands(figures)}");
            var ofSize = outcomes.FindAll(outcome => outcome.Account.Segment == size);
            figures.GetProperty("outcomes").GetInt32().ShouldBe(ofSize.Count);
            figures.GetProperty("losses").GetInt32().ShouldBe(ofSize.Count(outcome => outcome.Kind == "churned"));
            var late = figures.GetProperty("settled");
            late.GetProperty("of").GetInt32().ShouldBe(ofSize.Count(outcome => outcome.On >= settledFrom));
            scored += late.GetProperty("count").GetInt32();
            settled += late.GetProperty("of").GetInt32();
            early += ofSize.Count - late.GetProperty("of").GetInt32();
            before += figures.GetProperty("beforeRecords").GetInt32();
            insufficient += figures.GetProperty("insufficientData").GetInt32();
            green += LossesIn(figures, "green");
            losses += LossesIn(figures, "green") + LossesIn(figures, "yellow") + LossesIn(figures, "red");
        }

        Say($"{scored} of {settled} outcomes from day {SettledAfterDays} on have a score 90 days before.");
        Say(
            $"Of {early} earlier ones {before} lie before the first recorded day, "
                + $"{insufficient - before - (settled - scored)} have too few measures."
        );
        Say($"Default scorecards: of {losses} losses with a score {green} were green 90 days before.");
        scored.ShouldBeGreaterThanOrEqualTo((int)Math.Ceiling(0.95 * settled));
        losses.ShouldBeGreaterThan(0);
    }

    private static async Task<JsonElement> ValidatedAsync(HttpClient ops, string segment)
    {
        var card = (await ops.ReadAsync($"/v1/scorecards?segment={segment}&status=active")).Items()[0];
        var asked = await ops.PostAsync("/v1/validations", new { scorecardId = card.Id() }, 202);
        return (await DoneAsync(ops, $"/v1/validations/{asked.GetProperty("study").Id()}")).GetProperty("figures");
    }

    private async Task ModelIsTrainedAsync(HttpClient ops)
    {
        var asked = await ops.PostAsync("/v1/predictions/trainings", new { }, 202);
        var outcome = (
            await DoneAsync(ops, $"/v1/predictions/trainings/{asked.GetProperty("study").Id()}")
        ).GetProperty("outcome");
        Say($"Model: {outcome.GetProperty("figures").Text("verdict")}");
        if (IsLong)
            outcome.GetProperty("version").GetInt32().ShouldBe(1, outcome.GetRawText());
    }

    private static async Task<JsonElement> DoneAsync(HttpClient ops, string path)
    {
        for (var i = 0; i < 600; i++)
        {
            var answer = await ops.ReadAsync(path);
            if (answer.GetProperty("study").Text("status") is var status and ("done" or "failed"))
            {
                status.ShouldBe("done", answer.GetRawText());
                return answer;
            }

            await Task.Delay(500);
        }

        throw new TimeoutException($"Not done: {path}");
    }

    private static int LossesIn(JsonElement figures, string band) =>
        OfBand(figures, band).GetProperty("count").GetInt32();

    private static JsonElement OfBand(JsonElement figures, string band) =>
        figures.GetProperty("calibration").Items().Single(it => it.Text("band") == band).GetProperty("losses");

    private static string Bands(JsonElement figures) =>
        string.Join(
            ", ",
            new[] { "red", "yellow", "green" }.Select(band =>
                $"{band} {LossesIn(figures, band)} lost of {OfBand(figures, band).GetProperty("of")}"
            )
        );

    private static Dictionary<string, int> Counts(JsonElement kinds) =>
        kinds
            .EnumerateObject()
            .Where(kind => kind.Value.GetInt32() > 0)
            .ToDictionary(kind => kind.Name, kind => kind.Value.GetInt32(), StringComparer.Ordinal);

    private static string NameOf(Segment segment) =>
        segment switch
        {
            Segment.Smb => "smb",
            Segment.MidMarket => "mid_market",
            _ => "enterprise",
        };

    private void Say(string text) => output.WriteLine(text);
}
