using System.Globalization;
using System.Text.Json;
using Platform.Cli;
using Platform.EndToEnd.Tests;

namespace Platform.Cases.Tests;

/// <summary>All cases share one company.</summary>
[CollectionDefinition(Name)]
public sealed class OnOneCompany : ICollectionFixture<Company>
{
    public const string Name = "on one company";
}

/// <summary>The accounts of the cases in a platform of their own, and the command line that brings files in.</summary>
public sealed class Company(RunningPlatform platform) : IAsyncLifetime
{
    private readonly string _reports = Directory.CreateTempSubdirectory("platform-cases-").FullName;

    public RunningPlatform Platform => platform;

    public HttpClient Ops { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Ops = await platform.ClientAsync("ops");
        (await ImportAsync("00-accounts")).ExitCode.ShouldBe(0);
    }

    public ValueTask DisposeAsync()
    {
        Ops.Dispose();
        Directory.Delete(_reports, recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>A case's file or directory.</summary>
    public static string Path(string name)
    {
        var path = System.IO.Path.Combine(AppContext.BaseDirectory, name);
        (File.Exists(path) || Directory.Exists(path)).ShouldBeTrue(path);
        return path;
    }

    /// <summary><c>./platform import</c> of a case's file or directory; gives what it said and every line of its
    /// report.</summary>
    public async Task<Imported> ImportAsync(string name, params string[] options)
    {
        var report = System.IO.Path.Combine(_reports, $"{Guid.NewGuid():N}.ndjson");
        await using var output = new StringWriter();
        var exit = await CommandLine.RunAsync(
            ["import", Path(name), "--gateway", platform.Http.ToString(), "--report", report, .. options],
            output,
            output
        );
        var told = File.Exists(report)
            ? (await File.ReadAllLinesAsync(report))
                .Select(line => JsonSerializer.Deserialize<JsonElement>(line))
                .ToList()
            : [];
        return new(
            exit,
            output.ToString(),
            [.. told.Select(line => $"{line.GetProperty("line").GetInt32()} {line.GetProperty("code").GetString()}")],
            told
        );
    }

    public async Task<Guid> AccountAsync(string externalId) =>
        (await Ops.ReadAsync($"/v1/accounts?externalId=import:{Uri.EscapeDataString(externalId)}"))
            .Items()
            .ShouldHaveSingleItem(externalId)
            .Id();

    /// <summary>The subscriptions of an account by their external ids; every account of a file is known to renewals by
    /// then.</summary>
    public async Task<IReadOnlyDictionary<string, JsonElement>> SubscriptionsAsync(string account) =>
        (await Ops.ReadAsync($"/v1/subscriptions?accountId={await AccountAsync(account)}"))
            .Items()
            .ToDictionary(row => row.Text("externalId"));

    /// <summary>What each day moved, reversals taken off.</summary>
    public async Task<IReadOnlyList<(string Day, decimal Moved)>> MovesAsync(string account) =>
        [
            .. (await Ops.ReadAsync($"/v1/revenue/movements?accountId={await AccountAsync(account)}&limit=200"))
                .Items()
                .GroupBy(row => row.Text("effectiveOn"))
                .Select(day => (day.Key, day.Sum(row => row.GetProperty("delta").Amount())))
                .Where(day => day.Item2 != 0)
                .OrderBy(day => day.Key, StringComparer.Ordinal),
        ];

    public static decimal PriceOf(JsonElement subscription) =>
        subscription.GetProperty("prices").EnumerateArray().Last().GetProperty("amount").Amount();

    /// <summary>The day it is now where the organisation is, which is tomorrow in UTC's last hours: the day an import
    /// learns things on.</summary>
    public async Task<string> TodayAsync()
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById((await Ops.ReadAsync("/v1/calendar")).Text("timeZone"));
        return TimeZoneInfo
            .ConvertTime(DateTimeOffset.UtcNow, zone)
            .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }
}

/// <param name="Report">Line and code of every defect.</param>
public sealed record Imported(
    int ExitCode,
    string Said,
    IReadOnlyList<string> Report,
    IReadOnlyList<JsonElement> Defects
);
