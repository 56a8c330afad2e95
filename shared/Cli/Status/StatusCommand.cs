using System.CommandLine;
using System.Globalization;
using Platform.Cli.Gateway;
using Platform.Cli.Portfolio;
using Spectre.Console;

namespace Platform.Cli.Status;

internal static class StatusCommand
{
    public static Command Create()
    {
        var gateway = new GatewayOption();
        var command = new Command(
            "status",
            """
            Shows every part of the running platform and whether it is ready. Exit code 1 if something is not, or nothing runs.

            Example: ./platform status
            """);
        gateway.AddTo(command);
        command.SetAction((parsed, ct) => ShowAsync(parsed.GetValue(gateway.Address), parsed.InvocationConfiguration.Output, ct));
        return command;
    }

    private static async Task<int> ShowAsync(string? address, TextWriter output, CancellationToken ct)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(3) };
        if ((address is null ? RunningPlatform.Find() : null) is not { } running)
        {
            var gateway = GatewayAddress.Resolve(address);
            var answer = await ReadyAsync(http, gateway, ct);
            await output.WriteLineAsync($"No running platform found in .data here or above. {gateway}: {answer}.");
            return answer == Ready ? ExitCode.Done : ExitCode.Failed;
        }

        var table = new Table { Border = TableBorder.Simple };
        table.AddColumns("Part", "State", "Process", "Restarts", "Address", "Ready");
        var isGood = true;
        foreach (var process in running.Processes)
        {
            var ready = process.Kind == "project" && process.HttpAddress is { } place ? await ReadyAsync(http, new Uri(place), ct) : "";
            isGood &= process.State == "healthy" && ready is "" or Ready;
            table.AddRow([.. Cells(process, ready).Select(text => new Markup(Markup.Escape(text)))]);
        }

        PortfolioTable.Console(output).Write(table);
        return isGood ? ExitCode.Done : ExitCode.Failed;
    }

    private const string Ready = "ready";

    private static string[] Cells(RunningProcess process, string ready) =>
    [
        process.Name,
        process.State,
        process.ProcessId?.ToString(CultureInfo.InvariantCulture) ?? "",
        process.Restarts == 0 ? "" : process.Restarts.ToString(CultureInfo.InvariantCulture),
        process.HttpAddress ?? process.Addresses?.Values.FirstOrDefault() ?? "",
        ready,
    ];

    private static async Task<string> ReadyAsync(HttpClient http, Uri address, CancellationToken ct)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri(address, "/health/ready"), ct);
            return answer.IsSuccessStatusCode ? Ready : $"not ready ({(int)answer.StatusCode})";
        }
        catch (Exception unreachable) when (unreachable is HttpRequestException or TaskCanceledException && !ct.IsCancellationRequested)
        {
            return "no answer";
        }
    }
}
