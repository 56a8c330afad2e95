using System.CommandLine;
using System.Globalization;
using Platform.Cli.Gateway;
using Spectre.Console;

namespace Platform.Cli.Portfolio;

internal static class PortfolioCommand
{
    public static Command Create()
    {
        var gateway = new GatewayOption();
        var limit = new Option<int>("--limit")
        {
            Description = "How many accounts, 1 to 200.",
            DefaultValueFactory = _ => 20,
        };
        limit.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 200)
                result.AddError("--limit lies between 1 and 200.");
        });
        var command = new Command(
            "portfolio",
            """
            Prints the accounts by expected loss, with ARR at risk, score, band and what costs the score most.

            Example: ./platform portfolio --limit 10
            """
        )
        {
            limit,
        };
        gateway.AddTo(command);
        command.SetAction(
            async (parsed, ct) =>
            {
                using var client = gateway.Connect(parsed, "manager");
                return await PrintAsync(client, parsed.GetValue(limit), parsed.InvocationConfiguration.Output, ct);
            }
        );
        return command;
    }

    internal static async Task<int> PrintAsync(GatewayClient client, int limit, TextWriter output, CancellationToken ct)
    {
        var page = await client.GetAsync<PortfolioPage>(
            string.Create(CultureInfo.InvariantCulture, $"v1/portfolio?limit={limit}"),
            ct
        );
        if (page.Items.Count == 0)
        {
            await output.WriteLineAsync(
                "No accounts yet. Import some (./platform import DIR) or load the sample (./platform load-sample)."
            );
            return ExitCode.Done;
        }

        var console = PortfolioTable.Console(output);
        PortfolioTable.Write(console, page.Items);
        if (page.Next is not null)
            console.WriteLine("There are more; --limit shows up to 200.");
        return ExitCode.Done;
    }
}
