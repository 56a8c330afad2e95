using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Platform.Cli.Gateway;
using Platform.Cli.Imports.Reading;
using Platform.Cli.Imports.Recognition;

namespace Platform.Cli.Imports;

/// <summary>Hands one file to the platform's bulk import and waits until it is done.</summary>
public sealed class ServerImport(GatewayClient gateway, string source, bool dryRun)
{
    /// <param name="content">The file's bytes, where they differ from what is on disk.</param>
    public async Task<ImportProgress> RunAsync(RecognisedFile file, byte[]? content, Action<ImportProgress> progress, CancellationToken ct)
    {
        var query = $"kind={file.Kind.Spelt()}&source={Uri.EscapeDataString(source)}&dryRun={(dryRun ? "true" : "false")}&fileName={Uri.EscapeDataString(file.Name)}";
        if (file.Mapping is not null)
        {
            await gateway.PutAsync($"v1/import-mappings/{file.MappingName}", new StringContent(file.Mapping, Encoding.UTF8, "application/json"), ct);
            query += $"&mapping={file.MappingName}";
        }

        var bytes = content ?? await File.ReadAllBytesAsync(file.Path, ct);
        var type = SourceRows.IsNdjson(file.Path) ? "application/x-ndjson" : "text/csv";
        var import = await gateway.PostAsync<ImportProgress>(
            $"v1/imports?{query}",
            () => new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue(type) } },
            ct);

        for (var pause = 100; ; pause = Math.Min(pause * 2, 1_000))
        {
            import = await gateway.GetAsync<ImportProgress>($"v1/imports/{import.Id}", ct);
            progress(import);
            if (import.IsDone)
                return import;
            await Task.Delay(pause, ct);
        }
    }

    /// <summary>What the platform found wrong with the file's rows.</summary>
    public async IAsyncEnumerable<Defect> ReportAsync(RecognisedFile file, ImportProgress import, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        await using var body = await gateway.OpenAsync($"v1/imports/{import.Id}/report", ct);
        using var reader = new StreamReader(body);
        while (await reader.ReadLineAsync(ct) is { } line)
        {
            if (line.Length == 0)
                continue;
            var problem = JsonSerializer.Deserialize<ReportLine>(line, GatewayClient.Json)!;
            yield return new(file.Name, problem.Line, problem.Column, problem.Value, problem.Code, problem.Message, problem.Severity);
        }
    }

    private sealed record ReportLine(int Line, string? Column, string? Value, string Code, string Message, string Severity);
}

/// <summary>What <c>GET /v1/imports/{id}</c> answers.</summary>
public sealed record ImportProgress(
    Guid Id, string? Status, long RowsRead, long RowsInserted, long RowsUpdated, long RowsUnchanged, long RowsFailed, string? Error)
{
    public bool IsDone => Status is "completed" or "succeeded" or "done" or "failed" or "cancelled" or "needs_confirmation";

    public bool HasFailed => Status is "failed" or "cancelled" or "needs_confirmation";

    public string Counts() => string.Create(
        CultureInfo.InvariantCulture,
        $"{RowsRead:#,0} rows: {RowsInserted:#,0} new, {RowsUpdated:#,0} changed, {RowsUnchanged:#,0} unchanged, {RowsFailed:#,0} refused");
}
