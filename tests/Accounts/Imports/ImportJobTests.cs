using System.Net;
using System.Text;
using Platform.ServiceKit.Auth;
using Platform.TestKit;

namespace Platform.Accounts.Tests.Imports;

/// <summary>Imports as long work: progress, cancelling, going on where another process stopped.</summary>
public class ImportJobTests(AccountsUnderTest service)
{
    private readonly HttpClient _ops = service.ClientFor(Roles.Ops);

    [Fact]
    public async Task Work_that_another_process_left_goes_on_behind_its_last_batch()
    {
        var source = Api.Unique("src");
        var rows = Enumerable.Range(1, 2500).Select(i => i % 100 == 0 ? $"{i},,1" : $"{i},Account {i},1").ToArray();
        var started = await _ops.SendFileAsync(
                $"kind=accounts&source={source}",
                Encoding.UTF8.GetBytes("id,name,employees\n" + string.Join('\n', rows))
            )
            .JsonAsync(HttpStatusCode.Accepted);
        await _ops.ImportEndsAsync(started.Id());
        // As a process leaves it that is killed after its first batch: the job is running, its lease has run out, its
        // file is still there.
        var again = await _ops.SendFileAsync(
                $"kind=accounts&source={source}x",
                Encoding.UTF8.GetBytes("id,name,employees\n" + string.Join('\n', rows[..1000]))
            )
            .JsonAsync(HttpStatusCode.Accepted);
        await _ops.ImportEndsAsync(again.Id());
        await service.Database.ExecuteAsync(
            "insert into import_chunk (job_id, no, bytes) values (@id, 0, @bytes)",
            new { id = again.Id(), bytes = Encoding.UTF8.GetBytes("id,name,employees\n" + string.Join('\n', rows)) }
        );
        await service.Database.ExecuteAsync(
            "update import_job set status = 'running', finished_at = null, leased_until = now() - interval '1 s' "
                + "where id = @id",
            new { id = again.Id() }
        );

        var resumed = await Eventually.GetAsync(
            () => _ops.GetAsync($"/v1/imports/{again.Id()}").JsonAsync(),
            it => it.Text("status") == "completed",
            "the import is resumed"
        );

        var whole = await _ops.GetAsync($"/v1/imports/{started.Id()}").JsonAsync();
        foreach (
            var figure in new[]
            {
                "rowsTotal",
                "rowsRead",
                "rowsInserted",
                "rowsUpdated",
                "rowsUnchanged",
                "rowsFailed",
            }
        )
            resumed.Number(figure).ShouldBe(whole.Number(figure), figure);
        (await _ops.FaultsAsync(again.Id())).ShouldBe(await _ops.FaultsAsync(started.Id()));
    }

    [Fact]
    public async Task Cancelling_stops_before_the_end_and_keeps_what_was_done()
    {
        var rows = Enumerable.Range(1, 60_000).Select(i => $"{i},Account {i}");
        var started = await _ops.SendFileAsync(
                $"kind=accounts&source={Api.Unique("src")}",
                Encoding.UTF8.GetBytes("id,name\n" + string.Join('\n', rows))
            )
            .JsonAsync(HttpStatusCode.Accepted);

        await _ops.PostAsync($"/v1/imports/{started.Id()}/cancel", new { }).JsonAsync();
        var cancelled = await _ops.ImportEndsAsync(started.Id());

        cancelled.Text("status").ShouldBe("cancelled");
        cancelled.Number("rowsRead").ShouldBeLessThan(60_000);
    }

    [Fact]
    public async Task A_long_import_reports_its_progress_and_an_ndjson_file_is_as_good_as_csv()
    {
        var source = Api.Unique("src");
        var rows = Enumerable
            .Range(1, 20_000)
            .Select(i =>
                i % 100 == 0
                    ? $$"""{"id":{{i}},"employees":"many"}"""
                    : $$"""{"id":{{i}},"name":"Account {{i}}","employees":{{i}}}"""
            );
        var started = await _ops.SendFileAsync(
                $"kind=accounts&source={source}",
                Encoding.UTF8.GetBytes(string.Join('\n', rows)),
                "application/x-ndjson"
            )
            .JsonAsync(HttpStatusCode.Accepted);

        var seen = new List<int>();
        var over = await Eventually.GetAsync(
            async () =>
            {
                var import = await _ops.GetAsync($"/v1/imports/{started.Id()}").JsonAsync();
                seen.Add(import.Number("rowsRead"));
                return import;
            },
            it => it.Text("status") is "completed" or "failed",
            "the import is over",
            seconds: 120
        );

        (
            over.Text("status"),
            over.Number("rowsTotal"),
            over.Number("rowsInserted"),
            over.Number("rowsFailed")
        ).ShouldBe(("completed", 20_000, 19_800, 200));
        seen.ShouldBeInOrder();
        seen.ShouldContain(read => read > 0 && read < 20_000, "some of it was told on the way");
        (await _ops.FaultsAsync(started.Id()))
            .Take(2)
            .ShouldBe(["100 employees not-a-whole-number", "200 employees not-a-whole-number"]);
    }
}
