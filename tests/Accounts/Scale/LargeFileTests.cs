using System.Diagnostics;
using System.Text;
using Platform.ServiceKit.Auth;
using Platform.TestKit;

namespace Platform.Accounts.Tests.Scale;

/// <summary>
/// The sizes that the service is made for: run by hand (<c>-explicit only</c>), the figures are printed. What is
/// checked is that they are exact, not how long they take.
/// </summary>
public class LargeFileTests(AccountsUnderTest service, ITestOutputHelper output) : IClassFixture<AccountsUnderTest>
{
    private const int Rows = 100_000;

    [Fact(Explicit = true)]
    public async Task A_hundred_thousand_accounts_with_one_percent_bad_rows()
    {
        using var ops = service.ClientFor(Roles.Ops);
        ops.Timeout = TimeSpan.FromMinutes(9);
        var file = new StringBuilder("id,name,industry,country,employees,customer_since,lifecycle\n");
        string[] countries = ["DE", "FR", "US", "GB", "SE", "JP"];
        string[] industries = ["Retail", "Energy", "Software", "Health"];
        for (var i = 1; i <= Rows; i++)
            file.Append(
                i % 100 == 0
                    ? $"{i},,Retail,DE,many,2024-13-01,established\n"
                    : $"{i},Account number {i},{industries[i % 4]},{countries[i % 6]},{i % 6000},"
                        + $"2024-0{1 + (i % 9)}-15,established\n"
            );
        var bytes = Encoding.UTF8.GetBytes(file.ToString());

        var clock = Stopwatch.StartNew();
        var first = await ImportAsync(ops, bytes);
        var (took, cpu) = (clock.Elapsed, Process.GetCurrentProcess().TotalProcessorTime);
        output.WriteLine(
            $"first run {took.TotalSeconds:0.0} s, peak working set of the test process "
                + $"{Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:0} MB, CPU so far {cpu.TotalSeconds:0.0} s"
        );
        clock.Restart();
        var second = await ImportAsync(ops, bytes);
        output.WriteLine($"second run {clock.Elapsed.TotalSeconds:0.0} s");

        (first.Number("rowsInserted"), first.Number("rowsFailed")).ShouldBe((99_000, 1_000));
        (second.Number("rowsUnchanged"), second.Number("rowsInserted"), second.Number("rowsUpdated")).ShouldBe(
            (99_000, 0, 0)
        );
        (await ops.ReportAsync(first.Id())).Count.ShouldBe(3_000);

        // The portfolio, with some life in it. In one go this takes longer than a command may, on a busy machine.
        await using var connection = await service.Database.OpenConnectionAsync();
        await using var liven = new Npgsql.NpgsqlCommand(
            """
            update portfolio_entry set arr = (abs(hashtext(account_id::text)) % 200000)::numeric,
                band = (array['red', 'yellow', 'green'])[1 + abs(hashtext(name)) % 3],
                score = abs(hashtext(name)) % 100, renewal_date = date '2026-12-01' + abs(hashtext(name)) % 365,
                    csm = 'csm' || abs(hashtext(name)) % 50
            ; analyze portfolio_entry
            """,
            connection
        )
        {
            CommandTimeout = 0,
        };
        await liven.ExecuteNonQueryAsync();
        foreach (
            var query in new[]
            {
                "band=red&sort=-arrAtRisk",
                "csm=csm7&sort=-arrAtRisk",
                "country=DE&sort=-arr",
                "sort=renewalDate&renewsAfter=2026-12-24",
                "name=number%2042&sort=name",
                "lifecycle=established&size=enterprise&sort=score",
            }
        )
        {
            var times = new List<double>();
            for (var i = 0; i < 60; i++)
            {
                clock.Restart();
                var page = await ops.GetAsync($"/v1/accounts?{query}&limit=50").JsonAsync();
                if (i >= 10)
                    times.Add(clock.Elapsed.TotalMilliseconds);
                page.Items().Count().ShouldBeGreaterThan(0, query);
            }
            times.Sort();
            output.WriteLine($"{query}: p50 {times[times.Count / 2]:0.0} ms, p99 {times[^1]:0.0} ms");
        }
    }

    private static async Task<System.Text.Json.JsonElement> ImportAsync(HttpClient ops, byte[] file)
    {
        var started = await ops.SendFileAsync("kind=accounts&source=large", file)
            .JsonAsync(System.Net.HttpStatusCode.Accepted);
        return await Eventually.GetAsync(
            () => ops.GetAsync($"/v1/imports/{started.Id()}").JsonAsync(),
            it => it.Text("status") is not ("queued" or "running"),
            "the import is over",
            seconds: 500
        );
    }
}
