using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Platform.Benchmarks.Accounts;

/// <summary>
/// An import of accounts through the gateway, one row in a hundred wrong: how long, how much memory, whether the report
/// is exact, that a second run changes nothing, and that an import whose process is killed in the middle goes on by
/// itself to the same end.
/// </summary>
internal static class ImportBenchmark
{
    private const double MostSeconds = 60;
    private const double MostMegabytes = 400;

    public static async Task<int> RunAsync(int rows, CancellationToken ct)
    {
        var file = ImportFile.Write(rows);
        var missed = 0;
        await using (var stack = await ServiceStack.StartAsync("accounts", ct))
        {
            // What is measured is the import, not the first use of each path.
            await ImportAsync(stack, "warm", ImportFile.Write(2_000), null, ct);
            var cpu = await UsedAsync(stack.ServiceId);
            var (first, seconds) = await ImportAsync(stack, "bench", file, null, ct);
            var used = await UsedAsync(stack.ServiceId);
            Print(
                $"first run: {seconds:0.0} s for {rows:N0} rows (at most {MostSeconds} s), service's CPU "
                    + $"{(used.Cpu - cpu.Cpu).TotalSeconds:0.0} s, peak memory {used.PeakMegabytes:0} MB (at most "
                    + $"{MostMegabytes} MB), {Environment.ProcessorCount} cores"
            );
            Print($"  report: {Counts(first)}, {await ReportLinesAsync(stack, first, ct):N0} lines");
            if (seconds > MostSeconds || used.PeakMegabytes > MostMegabytes)
                missed++;
            if (
                Counts(first) != Expected(rows)
                || await ReportLinesAsync(stack, first, ct) != ImportFile.BadRows(rows) * ImportFile.ProblemsPerBadRow
            )
                missed += Wrong($"the report should say {Expected(rows)}");
            Print($"  told to the other services after {await ToldAsync(stack, ct):0.0} s more");

            var before = await ContentAsync(stack, ct);
            var (second, again) = await ImportAsync(stack, "bench", file, null, ct);
            Print($"second run: {again:0.0} s, {Counts(second)}");
            if (
                second.GetProperty("rowsUnchanged").GetInt32() != rows - ImportFile.BadRows(rows)
                || await ContentAsync(stack, ct) != before
            )
                missed += Wrong("the second run changed something");
        }

        await using (var stack = await ServiceStack.StartAsync("accounts", ct))
        {
            var (undisturbed, _) = await ImportAsync(stack, "whole", file, null, ct);
            var whole = await ContentAsync(stack, ct, "whole");
            var (killed, seconds) = await ImportAsync(stack, "killed", file, rows / 3, ct);
            Print($"killed midway and resumed by itself: {seconds:0.0} s, {Counts(killed)}");
            if (Counts(killed) != Counts(undisturbed) || await ContentAsync(stack, ct, "killed") != whole)
                missed += Wrong("the killed import ended differently");
        }

        Print($"{(missed == 0 ? "all reached" : $"{missed} missed")}");
        return missed;
    }

    private static async Task<(JsonElement Import, double Seconds)> ImportAsync(
        ServiceStack stack,
        string source,
        byte[] file,
        int? killAfter,
        CancellationToken ct
    )
    {
        await stack.RenewTokenAsync(ct);
        var clock = Stopwatch.StartNew();
        using var content = new ByteArrayContent(file);
        content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        using var answer = await stack.Client.PostAsync($"/v1/imports?kind=accounts&source={source}", content, ct);
        var id = (await ReadAsync(answer, ct)).GetProperty("id").GetGuid();
        for (var asked = 0; ; asked++)
        {
            if (asked % 200 == 199)
                await stack.RenewTokenAsync(ct);
            using var now = await stack.Client.GetAsync($"/v1/imports/{id}", ct);
            var import = await ReadAsync(now, ct);
            if (import.GetProperty("status").GetString() is not ("queued" or "running"))
                return (import, clock.Elapsed.TotalSeconds);
            if (killAfter is { } rows && import.GetProperty("rowsRead").GetInt32() >= rows)
            {
                await stack.KillServiceAsync(ct);
                Print($"  killed after {import.GetProperty("rowsRead").GetInt32():N0} rows");
                killAfter = null;
            }
            await Task.Delay(250, ct);
        }
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage answer, CancellationToken ct)
    {
        var text = await answer.Content.ReadAsStringAsync(ct);
        return answer.IsSuccessStatusCode
            ? JsonSerializer.Deserialize<JsonElement>(text)
            : throw new InvalidOperationException($"{(int)answer.StatusCode}: {text}");
    }

    private static string Counts(JsonElement import) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{import.GetProperty("status").GetString()}, {import.GetProperty("rowsInserted")} inserted, "
                + $"{import.GetProperty("rowsUpdated")} updated, {import.GetProperty("rowsUnchanged")} unchanged, "
                + $"{import.GetProperty("rowsFailed")} failed"
        );

    private static string Expected(int rows) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"completed, {rows - ImportFile.BadRows(rows)} inserted, 0 updated, 0 unchanged, "
                + $"{ImportFile.BadRows(rows)} failed"
        );

    private static async Task<int> ReportLinesAsync(ServiceStack stack, JsonElement import, CancellationToken ct) =>
        (await stack.Client.GetStringAsync(import.GetProperty("report").GetString(), ct))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Length;

    /// <summary>Waits until the outbox is empty.</summary>
    private static async Task<double> ToldAsync(ServiceStack stack, CancellationToken ct)
    {
        var clock = Stopwatch.StartNew();
        await using var left = stack.Database.CreateCommand("select exists (select 1 from messaging.outbox_message)");
        while ((bool)(await left.ExecuteScalarAsync(ct))!)
            await Task.Delay(200, ct);
        return clock.Elapsed.TotalSeconds;
    }

    /// <summary>What an import leaves behind, as one fingerprint: accounts with their versions, histories and
    /// log.</summary>
    private static async Task<string> ContentAsync(ServiceStack stack, CancellationToken ct, string source = "bench")
    {
        await using var content = stack.Database.CreateCommand(
            """
            select md5(string_agg(concat_ws('|', given.external_id, account.name, account.industry, account.country,
                account.employees, account.customer_since, account.version,
                (select count(*) from audit_entry where audit_entry.account_id = account.id), (select count(*)
                    from timeline_entry where timeline_entry.account_id = account.id),
                (select count(*) from portfolio_entry where portfolio_entry.account_id = account.id)), ','
                    order by given.external_id))
            from account_external_id as given join account on account.id = given.account_id where given.source = $1
            """
        );
        content.Parameters.Add(new Npgsql.NpgsqlParameter { Value = source });
        return (string)(await content.ExecuteScalarAsync(ct))!;
    }

    private static async Task<(TimeSpan Cpu, double PeakMegabytes)> UsedAsync(int process)
    {
        using var running = Process.GetProcessById(process);
        var status = await File.ReadAllLinesAsync($"/proc/{process}/status");
        var peak = status
            .Single(line => line.StartsWith("VmHWM:", StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
        return (running.TotalProcessorTime, double.Parse(peak, CultureInfo.InvariantCulture) / 1000);
    }

    private static int Wrong(string what)
    {
        Print($"WRONG: {what}");
        return 1;
    }

    private static void Print(string text) => Console.WriteLine(text);
}
