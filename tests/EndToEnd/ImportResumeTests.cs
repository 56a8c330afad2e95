using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Dapper;
using Npgsql;

namespace Platform.EndToEnd.Tests;

/// <summary>kill -9 of the accounts service while it brings a file in.</summary>
public sealed class ImportResumeTests(RunningPlatform platform)
{
    private const int Rows = 6_000;

    [Fact]
    public async Task An_import_killed_midway_goes_on_by_itself_and_ends_as_if_nothing_had_happened()
    {
        using var ops = await platform.ClientAsync("ops");
        var file = new StringBuilder("id,name,employees\n");
        for (var i = 1; i <= Rows; i++)
            file.Append(i % 100 == 0 ? $"{i},,many\n" : $"{i},Resumed {i},{i}\n");
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(file.ToString()));
        content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        using var started = await ops.PostAsync("/v1/imports?kind=accounts&source=resume", content);
        ((int)started.StatusCode).ShouldBe(202, await started.Content.ReadAsStringAsync());
        var id = (await started.Content.ReadFromJsonAsync<JsonElement>()).Id();

        await ops.UntilAsync(platform, "the first rows are in", $"/v1/imports/{id}", it =>
            it.GetProperty("rowsRead").GetInt32() > 0
        );
        platform.Kill("accounts");

        var import = await ops.UntilAsync(platform, "the import is over", $"/v1/imports/{id}", it =>
            it.Text("status") is "completed" or "failed"
        );
        (
            import.Text("status"),
            import.GetProperty("rowsInserted").GetInt32(),
            import.GetProperty("rowsFailed").GetInt32()
        ).ShouldBe(("completed", Rows - (Rows / 100), Rows / 100));
        await using var accounts = new NpgsqlConnection(platform.ConnectionString("accounts-db"));
        (
            await accounts.QuerySingleAsync<(long, long, int)>(
                """
                select count(*), count(distinct account.id), max(account.version) from account_external_id
                    join account on account.id = account_id where source = 'resume'
                """
            )
        ).ShouldBe((Rows - (Rows / 100), Rows - (Rows / 100), 1), "each row once, none changed a second time");
        (
            await accounts.QuerySingleAsync<long>(
                "select count(*) from import_problem where job_id = @id and severity = 'error'",
                new { id }
            )
        ).ShouldBe(2 * (Rows / 100), "the report tells each defect once");
    }
}
