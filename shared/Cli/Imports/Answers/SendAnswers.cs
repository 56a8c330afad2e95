using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Platform.Cli.Gateway;
using Platform.Cli.Imports.Checks;
using Platform.Cli.Imports.Recognition;
using Platform.Files.Mapping;

namespace Platform.Cli.Imports.Answers;

/// <summary>
/// Hands past answers over to a survey (<c>POST /v1/surveys/{id}/imports</c>): the one that is named, else an NPS
/// survey of the source's own. Rows are written anew, each on the line that it has in the file.
/// </summary>
public sealed class SendAnswers(
    GatewayClient gateway,
    RecognisedFile file,
    string source,
    SourceFacts facts,
    Action<Defect> report,
    int shiftDays
)
{
    private const int RowsAtOnce = 100_000;
    private const string Columns =
        "score=score&date=answeredAt&comment=comment&account=account&person=person&product=product&role=role&key=key";

    public long RowsRead { get; private set; }

    public long RowsRefused { get; private set; }

    public long New { get; private set; }

    /// <param name="survey">Name or id of the survey that takes them; null: the source's own.</param>
    public async Task RunAsync(string? survey, bool dryRun, CancellationToken ct)
    {
        var id = await SurveyAsync(survey, dryRun, ct);
        foreach (var rows in Rows().Chunk(RowsAtOnce))
        {
            if (id is null)
                continue;
            var answer = await gateway.PostAsync<AnswersReport>(
                $"v1/surveys/{id}/imports?{Columns}&dryRun={(dryRun ? "true" : "false")}",
                () => Content(rows),
                ct
            );
            New += answer.Recorded;
            RowsRefused += answer.Failed;
            foreach (var defect in answer.Defects)
                report(
                    Defect.Error(
                        file.Name,
                        defect.Line,
                        FileColumn(defect.Column),
                        null,
                        "refused-by-platform",
                        defect.Reason
                    )
                );
        }
    }

    /// <summary>Null where a dry run would make the survey first.</summary>
    private async Task<Guid?> SurveyAsync(string? named, bool dryRun, CancellationToken ct)
    {
        var name = named ?? $"NPS ({source})";
        var known = await gateway.GetAsync<SurveyPage>("v1/surveys?limit=200", ct);
        if (known.Items.FirstOrDefault(it => it.Name == name || it.Id.ToString() == name) is { } survey)
            return survey.Id;
        if (named is not null)
            throw new CommandFailedException(
                $"--survey {named}: there is no such survey. GET /v1/surveys lists them, POST /v1/surveys makes one."
            );
        if (dryRun)
            return null;
        var body = new
        {
            name,
            type = "nps",
            question = "How likely are you to recommend us?",
        };
        return (
            await gateway.PostAsync<Survey>(
                "v1/surveys",
                () => JsonContent.Create(body, options: GatewayClient.Json),
                ct
            )
        ).Id;
    }

    private IEnumerable<(int Line, AnswerToSend Answer)> Rows()
    {
        foreach (var row in file.Rows())
        {
            RowsRead++;
            if (row.Fault is { } fault)
            {
                RowsRefused++;
                report(Defect.Of(file.Name, fault));
                continue;
            }

            var fields = new RowReader(file.Plan, row);
            var score = fields.Whole("score", int.MinValue, int.MaxValue).Value;
            var at = fields.Instant("answeredAt").Value;
            if (score is null && !fields.HasErrors)
                fields.Refuse("score", "missing", "'score' is required. Fill it in.");
            if (at is null && !fields.HasErrors)
                fields.Refuse("answeredAt", "missing", "When was it answered?");
            foreach (var problem in fields.Problems)
                report(Defect.Of(file.Name, problem));
            if (fields.HasErrors)
                RowsRefused++;
            else
                yield return (row.Line, Answer(fields, score!.Value, at!.Value.AddDays(shiftDays)));
        }
    }

    private AnswerToSend Answer(RowReader fields, int score, DateTimeOffset at)
    {
        string Text(string field) => fields.Text(field).Value ?? "";
        var (account, person, key) = (Text("account"), Text("person"), Text("externalId"));
        return new(
            key.Length == 0 ? "" : $"{source}:{key}",
            score.ToString(CultureInfo.InvariantCulture),
            at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            account.Length == 0 || account.Contains(':', StringComparison.Ordinal) ? account : $"{source}:{account}",
            // The platform knows people by e-mail; a file may name them by the ids of its contacts.
            facts.Emails.GetValueOrDefault(person, person),
            Text("comment"),
            Text("product"),
            Text("role")
        );
    }

    private static ByteArrayContent Content((int Line, AnswerToSend Answer)[] rows)
    {
        using var bytes = new MemoryStream();
        var line = 1;
        foreach (var row in rows)
        {
            // Blank lines are passed over, so that a line named in the answer is the file's own.
            for (; line < row.Line; line++)
                bytes.WriteByte((byte)'\n');
            JsonSerializer.Serialize(bytes, row.Answer, GatewayClient.Json);
            bytes.WriteByte((byte)'\n');
            line++;
        }

        return new(bytes.ToArray()) { Headers = { ContentType = new MediaTypeHeaderValue("application/x-ndjson") } };
    }

    private string? FileColumn(string? field) =>
        field is null ? null : file.ColumnOf(field == "key" ? "externalId" : field) ?? field;

    private sealed record AnswerToSend(
        string Key,
        string Score,
        string AnsweredAt,
        string Account,
        string Person,
        string Comment,
        string Product,
        string Role
    );

    private sealed record SurveyPage(IReadOnlyList<Survey> Items);

    private sealed record Survey(Guid Id, string Name);

    private sealed record AnswersReport(int Recorded, int Repeated, int Failed, IReadOnlyList<AnswerDefect> Defects);

    private sealed record AnswerDefect(int Line, string? Column, string Reason);
}
