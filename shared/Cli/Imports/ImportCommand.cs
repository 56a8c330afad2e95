using System.CommandLine;
using Platform.Cli.Gateway;

namespace Platform.Cli.Imports;

internal static class ImportCommand
{
    public static Command Create()
    {
        var gateway = new GatewayOption();
        var path = new Argument<string>("path")
        {
            Description = "A directory of .csv or .ndjson files, or one such file.",
        };
        var mapping = new Option<string?>("--mapping")
        {
            Description =
                "A shipped mapping (hubspot, ravenstack, salesforce, simulator, stripe, zendesk), a directory with a "
                + "profile.json, or a mapping document for one file. Default: found out by the columns.",
        };
        var source = new Option<string?>("--source")
        {
            Description = "The name under which the source's ids are kept. Default: the mapping's.",
        };
        var dryRun = new Option<bool>("--dry-run") { Description = "Check and report only; store nothing." };
        var shift = new Option<bool>("--shift-to-today")
        {
            Description = "Move all dates so that the newest becomes today.",
        };
        var report = new Option<string?>("--report") { Description = "Where the full list of defects goes." };
        var strict = new Option<bool>("--strict")
        {
            Description = "Exit with 3 if any row was refused, not only if all were.",
        };
        var confirm = new Option<string[]>("--confirm")
        {
            Description =
                "How to read a column that can be read in more ways, as COLUMN=FORMAT (signed_up=DD/MM/YYYY).",
        };
        var survey = new Option<string?>("--survey")
        {
            Description =
                "The survey, by name or id, that a file's answers belong to. Default: an NPS survey of the source.",
        };
        confirm.Validators.Add(result =>
        {
            if (result.Tokens.Any(token => !token.Value.Contains('=', StringComparison.Ordinal)))
                result.AddError("--confirm is written COLUMN=FORMAT.");
        });
        var command = new Command(
            "import",
            """
            Imports accounts, contacts, subscriptions, tickets, activities, invoices, usage, outcomes of terms, answers
            to surveys and people of our side from CSV or NDJSON files.
            Rows that cannot be taken are reported by file, line, column and reason; the others are taken. The same
            files again change nothing.

            Example: ./platform import exports/stripe
            Example: ./platform import ../data/ravenstack --dry-run
            Example: ./platform import customers.csv --mapping customers-mapping.json --source crm
            """
        )
        {
            path,
            mapping,
            source,
            dryRun,
            shift,
            report,
            strict,
            confirm,
            survey,
        };
        gateway.AddTo(command);
        command.SetAction(
            async (parsed, ct) =>
            {
                using var client = gateway.Connect(parsed);
                var options = new ImportOptions(
                    parsed.GetValue(path)!,
                    parsed.GetValue(mapping),
                    parsed.GetValue(source),
                    parsed.GetValue(dryRun),
                    parsed.GetValue(shift),
                    parsed.GetValue(report)
                )
                {
                    Confirmed = (parsed.GetValue(confirm) ?? [])
                        .Select(pair => pair.Split('=', 2))
                        .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase),
                    Survey = parsed.GetValue(survey),
                };
                var run = new RunImport(client, options, parsed.InvocationConfiguration.Output, TimeProvider.System);
                using var defects = await run.RunAsync(ct);
                return run.TookNothing || (parsed.GetValue(strict) && defects.Errors > 0)
                    ? ExitCode.RowsRefused
                    : ExitCode.Done;
            }
        );
        return command;
    }
}
