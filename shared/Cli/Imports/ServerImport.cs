using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Platform.Cli.Gateway;
using Platform.Cli.Imports.Recognition;
using Platform.Files.Reading;

namespace Platform.Cli.Imports;

/// <summary>Hands one file to the platform's bulk import and waits until it is done.</summary>
public sealed class ServerImport(
    GatewayClient gateway,
    string source,
    bool dryRun,
    IReadOnlyDictionary<string, string> confirmed
)
{
    public async Task<ImportProgress> RunAsync(RecognisedFile file, FilePart part, CancellationToken ct)
    {
        var query =
            $"kind={file.Kind.Spelt()}&source={Uri.EscapeDataString(source)}&dryRun={(dryRun ? "true" : "false")}"
            + $"&fileName={Uri.EscapeDataString(file.Name)}";
        if (file.Mapping is not null)
        {
            await gateway.PutAsync(
                $"v1/import-mappings/{file.MappingName}",
                new StringContent(part.Mapping(file)!, Encoding.UTF8, "application/json"),
                ct
            );
            query += $"&mapping={file.MappingName}";
        }

        var type = part.Format(file) == SourceFile.Ndjson ? "application/x-ndjson" : "text/csv";
        var import = await gateway.PostAsync<ImportProgress>(
            $"v1/imports?{query}",
            () => new ByteArrayContent(part.Content) { Headers = { ContentType = new MediaTypeHeaderValue(type) } },
            ct
        );
        import = await WaitAsync(import, ct);
        return import.IsUndecided ? await DecideAsync(import, ct) : import;
    }

    private async Task<ImportProgress> WaitAsync(ImportProgress import, CancellationToken ct)
    {
        for (var pause = 100; ; pause = Math.Min(pause * 2, 1_000))
        {
            import = await gateway.GetAsync<ImportProgress>($"v1/imports/{import.Id}", ct);
            if (import.IsDone)
                return import;
            await Task.Delay(pause, ct);
        }
    }

    private async Task<ImportProgress> DecideAsync(ImportProgress import, CancellationToken ct)
    {
        var open = (import.Findings ?? []).Where(finding => finding.Format is null).ToList();
        var missing = open.Where(finding => !confirmed.ContainsKey(finding.Column)).ToList();
        if (missing.Count > 0)
        {
            var ways = missing.Select(finding =>
                $"  {finding.Column} ({finding.Type}): {string.Join(" or ", finding.Candidates)}"
            );
            throw new CommandFailedException(
                $"The file can be read in more than one way. Say how with --confirm {missing[0].Column}=FORMAT "
                    + $"for each of:{Environment.NewLine}{string.Join(Environment.NewLine, ways)}"
            );
        }

        var formats = open.ToDictionary(finding => finding.Column, finding => confirmed[finding.Column]);
        import = await gateway.PostAsync<ImportProgress>(
            $"v1/imports/{import.Id}/confirm",
            () => JsonContent.Create(new { formats }, options: GatewayClient.Json),
            ct
        );
        return await WaitAsync(import, ct);
    }

    /// <summary>What the platform found wrong with the file's rows.</summary>
    public async IAsyncEnumerable<Defect> ReportAsync(
        RecognisedFile file,
        ImportProgress import,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct
    )
    {
        await using var body = await gateway.OpenAsync($"v1/imports/{import.Id}/report", ct);
        using var reader = new StreamReader(body);
        while (await reader.ReadLineAsync(ct) is { } line)
        {
            if (line.Length == 0)
                continue;
            var problem = JsonSerializer.Deserialize<ReportLine>(line, GatewayClient.Json)!;
            yield return new(
                file.Name,
                problem.Line,
                problem.Column,
                problem.Value,
                problem.Code,
                problem.Message,
                problem.Severity
            );
        }
    }

    private sealed record ReportLine(
        int Line,
        string? Column,
        string? Value,
        string Code,
        string Message,
        string Severity
    );
}
