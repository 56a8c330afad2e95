using System.Globalization;
using System.Net.Http.Json;
using Platform.Cli.Gateway;
using Platform.Cli.Imports.Checks;
using Platform.Cli.Imports.Recognition;
using Platform.Files.Reading;

namespace Platform.Cli.Imports.Outcomes;

/// <summary>
/// Hands over how terms ended, from <c>POST /v1/predictions/outcomes</c> on what scorecards are measured by and models
/// learn from. Renewals that the platform's own ledger tells of count once, though a file tells of them too.
/// </summary>
public sealed class SendOutcomes(
    GatewayClient gateway,
    RecognisedFile file,
    string source,
    Action<Defect> report,
    int shiftDays
)
{
    private const int RowsAtOnce = 10_000;

    public long RowsRead { get; private set; }

    public long RowsRefused { get; private set; }

    /// <summary>Reads all rows and sends them, unless it is a dry run.</summary>
    public async Task RunAsync(bool dryRun, CancellationToken ct)
    {
        foreach (var batch in Rows().Chunk(RowsAtOnce))
        {
            if (dryRun)
                continue;
            var body = new { outcomes = batch.Select(row => row.Outcome) };
            var answer = await gateway.PostAsync<OutcomesAnswer>(
                "v1/predictions/outcomes",
                () => JsonContent.Create(body, options: GatewayClient.Json),
                ct
            );
            foreach (var refused in answer.Refused)
                Refuse(batch[refused.Index].Row, FieldOf(refused.Field), "refused-by-platform", refused.Reason);
        }
    }

    private IEnumerable<(SourceRow Row, OutcomeToSend Outcome)> Rows()
    {
        foreach (var row in file.Rows())
        {
            RowsRead++;
            if (row.Fault is { } fault)
            {
                RowsRefused++;
                report(Defect.Of(file.Name, fault));
            }
            else if (SourceFacts.Cell(file, row, "account") is not { Length: > 0 } account)
                Refuse(row, "account", "missing", "Whose outcome is it?");
            else if (SourceFacts.Day(file, row, "occurredOn") is not { } day)
                Refuse(row, "occurredOn", "not-a-date", "When was it? Write the day, for example 2026-01-31.");
            else
                yield return (row, Outcome(row, account, day.AddDays(shiftDays)));
        }
    }

    private OutcomeToSend Outcome(SourceRow row, string account, DateOnly day) =>
        new(
            account.Contains(':', StringComparison.Ordinal) ? account : $"{source}:{account}",
            SourceFacts.Cell(file, row, "outcome") ?? "",
            day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        );

    /// <summary>The platform names its own fields.</summary>
    private static string FieldOf(string field) => field == "decidedOn" ? "occurredOn" : field;

    private void Refuse(SourceRow row, string field, string code, string message)
    {
        RowsRefused++;
        var value = SourceFacts.Cell(file, row, field);
        report(Defect.Error(file.Name, row.Line, file.ColumnOf(field) ?? field, value, code, message));
    }

    private sealed record OutcomeToSend(string Account, string Outcome, string DecidedOn);

    private sealed record OutcomesAnswer(int Taken, IReadOnlyList<RefusedOutcome> Refused);

    private sealed record RefusedOutcome(int Index, string Field, string Reason);
}
