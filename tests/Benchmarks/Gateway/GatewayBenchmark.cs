using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Platform.Benchmarks.Gateway;

internal sealed record GatewaySettings(int Seconds, int Rounds);

/// <summary>
/// The gateway over bare nginx before the same upstream, with authentication, limits and telemetry on (metrics and
/// every tenth trace are exported); the account overview over a one-row GET. Each
/// pair is measured limit, ours, ours, limit in one run; only the ratio counts.
/// </summary>
internal static partial class GatewayBenchmark
{
    private const int Connections = 64;
    private const int WarmSeconds = 12;
    private const double Inconclusive = 0.4;

    private sealed record Path(string Name, double Floor, Func<int, Task<double>> Limit, Func<int, Task<double>> Ours);

    public static async Task<int> RunAsync(GatewaySettings settings, CancellationToken ct)
    {
        await using var stack = new GatewayStack();
        await stack.StartAsync(ct);
        var overview = $"/v1/accounts/{Guid.NewGuid()}/overview";

        Task<double> Wrk(string address, int seconds) => WrkAsync(address, stack.Token, seconds, ct);
        List<Path> paths =
        [
            new(
                "R1 1.8 KB JSON, gateway / nginx",
                0.95,
                seconds => Wrk($"{stack.Nginx}/v1/contacts", seconds),
                seconds => Wrk($"{stack.Gateway}/v1/contacts", seconds)
            ),
            new(
                "R3 one database row, gateway / nginx",
                0.70,
                seconds => Wrk($"{stack.Nginx}/v1/team", seconds),
                seconds => Wrk($"{stack.Gateway}/v1/team", seconds)
            ),
            new(
                "R4 account overview / one-row GET",
                0.25,
                seconds => Wrk($"{stack.Gateway}/v1/team", seconds),
                seconds => Wrk($"{stack.Gateway}{overview}", seconds)
            ),
        ];

        var missed = 0;
        foreach (var path in paths)
        {
            // Warm both sides, so that no compilation is measured.
            await path.Limit(WarmSeconds);
            await path.Ours(WarmSeconds);
            var ratios = new List<double>();
            for (var round = 0; round < settings.Rounds; round++)
            {
                var (first, ours, again, last) = (
                    await path.Limit(settings.Seconds),
                    await path.Ours(settings.Seconds),
                    await path.Ours(settings.Seconds),
                    await path.Limit(settings.Seconds)
                );
                ratios.Add((ours + again) / (first + last));
                Print($"  {path.Name}: {(first + last) / 2:N0}/s against {(ours + again) / 2:N0}/s");
            }

            ratios.Sort();
            var median = ratios[ratios.Count / 2];
            var spread = (ratios[^1] - ratios[0]) / median;
            var verdict =
                spread > Inconclusive ? "inconclusive"
                : median >= path.Floor ? "reached"
                : "missed";
            if (verdict == "missed")
                missed++;
            Print($"{path.Name}: {median:0.00} (floor {path.Floor:0.00}, spread {spread:P0}): {verdict}");
        }

        return missed;
    }

    private static async Task<double> WrkAsync(string address, string token, int seconds, CancellationToken ct)
    {
        var told = await RunAsync(
            "wrk",
            ["-t2", $"-c{Connections}", $"-d{seconds}s", "-H", $"Authorization: Bearer {token}", address],
            [],
            ct
        );
        // A refusal is fast; it must not pass for an answer.
        if (
            told.Contains("Non-2xx", StringComparison.Ordinal)
            || told.Contains("Socket errors", StringComparison.Ordinal)
        )
            throw new InvalidOperationException($"{address} did not answer everything:\n{told}");
        return Number(RequestsPerSecond().Match(told));
    }

    internal static async Task<string> RunAsync(
        string program,
        IReadOnlyList<string> arguments,
        Dictionary<string, string?> environment,
        CancellationToken ct
    )
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        try
        {
            using var process = Process.Start(start)!;
            var told = await process.StandardOutput.ReadToEndAsync(ct);
            await process.WaitForExitAsync(ct);
            return process.ExitCode == 0
                ? told
                : throw new InvalidOperationException($"{program} ended with {process.ExitCode}:\n{told}");
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            throw new InvalidOperationException(
                $"{program} is missing. On Debian: apt-get install wrk nginx-light postgresql",
                exception
            );
        }
    }

    private static double Number(Match match) =>
        match.Success
            ? double.Parse(match.Groups["rate"].Value, CultureInfo.InvariantCulture)
            : throw new FormatException("The load program did not say its rate.");

    private static void Print(string line) => Console.WriteLine(line);

    [GeneratedRegex(
        @"Requests/sec:\s+(?<rate>[\d.]+)",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        1_000
    )]
    private static partial Regex RequestsPerSecond();
}
