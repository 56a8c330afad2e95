using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Feedback.Accounts;
using Platform.Feedback.Answers;
using Platform.Feedback.Surveys;
using Platform.Files.Reading;
using Platform.Files.Values;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;

namespace Platform.Feedback.Imports;

/// <param name="Repeated">Lines that are an answer already there, from this file or before, each with the line it
/// repeats where that is in this file.</param>
/// <param name="Defects">Lines that were left out, with column and reason; at most 1,000 are listed.</param>
/// <param name="Read">Rows of the file.</param>
/// <param name="Recorded">Answers that are new.</param>
/// <param name="Failed">Rows that were refused, each told with its reason.</param>
/// <param name="Repeats">Answers that were known already by their key.</param>
public sealed record ImportAnswersResponse(
    int Read,
    int Recorded,
    int Repeated,
    int Failed,
    IReadOnlyList<LineDefect> Repeats,
    IReadOnlyList<LineDefect> Defects
);

/// <param name="Score">Header of the column with the score; so are <c>date</c>, <c>comment</c>, <c>account</c> (id, or
/// <c>source:external id</c>), <c>person</c> (e-mail or any id), <c>product</c>, <c>role</c> and <c>key</c>.</param>
/// <param name="DateOrder"><c>dmy</c> or <c>mdy</c>, where dates read both ways.</param>
/// <param name="AnsweredAt">When it was answered, for a file without dates.</param>
/// <param name="Dates">How dates are written, where the file alone does not say: <c>DD.MM.YYYY</c>, <c>epoch</c>
/// and so on, as in a mapping.</param>
/// <param name="TimeZone">Where times without an offset are; the organisation's zone where it is left out.</param>
/// <param name="Encoding"><c>utf-8</c>, <c>utf-16</c>, <c>utf-16be</c> or <c>windows-1252</c>; found out where it
/// can be.</param>
public sealed record ImportAnswersQuery(
    string Score,
    string? Date,
    string? Comment,
    string? Account,
    string? Person,
    string? Product,
    string? Role,
    string? Key,
    string? DateOrder,
    DateTimeOffset? AnsweredAt,
    bool? DryRun,
    string? Dates,
    string? TimeZone,
    string? Encoding
);

/// <summary>
/// Brings in answers of the past from CSV or NDJSON. An answer is the same as another by its key where the file has
/// keys, otherwise by person, second, score and words: what two exports of one survey spell differently is one answer.
/// The same file twice changes nothing.
/// </summary>
public static class ImportAnswers
{
    private const int MostListed = 1_000;

    public static void Map(IEndpointRouteBuilder surveys) =>
        surveys
            .MapPost("/{id:guid}/imports", HandleAsync)
            .WithName(nameof(ImportAnswers))
            .Accepts<string>("text/csv", "application/x-ndjson");

    private static async Task<Results<Ok<ImportAnswersResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        [AsParameters] ImportAnswersQuery query,
        HttpRequest http,
        Caller caller,
        Database database,
        SurveyCache surveys,
        AnswerRepository answers,
        OrganisationCalendar calendar,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        Ownership.RequireAll(caller);
        if (query.DateOrder is not (null or "dmy" or "mdy"))
            return Problem.Invalid("dateOrder", $"'{query.DateOrder}' is neither dmy nor mdy").ToResult();
        if (query.Dates is not null && DateFormat.Declared(query.Dates) is null)
            return Problem
                .Invalid("dates", $"'{query.Dates}' is no spelling of dates: {DateFormat.HowToDeclare}")
                .ToResult();
        if (query.Dates is not null && query.DateOrder is not null)
            return Problem.Invalid("dateOrder", "has no effect beside dates; say one of the two").ToResult();
        if (query.Encoding is not null && !TextDecoding.IsKnown(query.Encoding))
            return Problem.Invalid("encoding", $"must be {TextDecoding.Known}").ToResult();
        var zone = calendar.Current.Zone;
        if (query.TimeZone is not null && !TimeZoneInfo.TryFindSystemTimeZoneById(query.TimeZone, out zone))
            return Problem
                .Invalid("timeZone", $"'{query.TimeZone}' is not a known time zone, such as Europe/Berlin")
                .ToResult();
        var survey = await surveys.GetAsync(id, ct);
        if (!survey.HasScore)
            return Problem.Invalid("id", $"'{survey.Name}' is a custom survey, without a score to import").ToResult();
        using var body = new MemoryStream();
        await http.Body.CopyToAsync(body, ct);
        var file = AnswerFile.Parse(
            body,
            SourceFile.FormatOf(http.ContentType) ?? SourceFile.Csv,
            new AnswerColumns(
                query.Score,
                query.Date,
                query.Comment,
                query.Account,
                query.Person,
                query.Product,
                query.Role,
                query.Key
            ),
            new AnswerSpelling(zone, query.DateOrder, query.Dates, query.Encoding, query.AnsweredAt),
            survey,
            clock.GetUtcNow()
        );
        if (file.Refused is { } refused)
            return new Problem(
                "feedback/unreadable-file",
                StatusCodes.Status422UnprocessableEntity,
                "The file could not be read.",
                refused
            ).ToResult();

        await using var work = await database.BeginAsync(ct);
        var accounts = await AccountsAsync(work, file.Lines);
        var contacts = await ContactsAsync(work, file.Lines);
        var (defects, repeats) = (new List<LineDefect>(file.Defects), new List<LineDefect>());
        var (drafts, first) = (
            new List<(AnswerLine Line, AnswerDraft Draft)>(),
            new Dictionary<string, int>(StringComparer.Ordinal)
        );
        foreach (var line in file.Lines)
        {
            if (line.Account is { } reference && !accounts.ContainsKey(reference))
            {
                defects.Add(
                    new LineDefect(
                        line.Line,
                        query.Account,
                        $"'{reference}' is no account here: an id, or source:external id"
                    )
                );
                continue;
            }

            var draft = Draft(line, accounts, contacts, query.Date is null);
            if (first.TryGetValue(draft.SourceKey!, out var before))
                repeats.Add(new LineDefect(line.Line, null, $"is the answer of line {before} again"));
            else
            {
                first[draft.SourceKey!] = line.Line;
                drafts.Add((line, draft));
            }
        }

        var recorded = (await answers.RecordPastAsync(work, survey, [.. drafts.Select(d => d.Draft)], caller.Id))
            .Select(d => d.Id)
            .ToHashSet();
        repeats.AddRange(
            drafts
                .Where(d => !recorded.Contains(d.Draft.Id))
                .Select(d => new LineDefect(d.Line.Line, null, "was imported before"))
        );
        if (query.DryRun != true)
            await work.CommitAsync();
        return TypedResults.Ok(
            new ImportAnswersResponse(
                file.Read,
                recorded.Count,
                repeats.Count,
                defects.Count,
                [.. repeats.OrderBy(r => r.Line).Take(MostListed)],
                [.. defects.OrderBy(d => d.Line).Take(MostListed)]
            )
        );
    }

    private static AnswerDraft Draft(
        AnswerLine line,
        Dictionary<string, Guid> accounts,
        Dictionary<string, (Guid Id, Guid Account)> contacts,
        bool undated
    )
    {
        var contact =
            line.Person is { } person && contacts.TryGetValue(person, out var known)
                ? known
                : ((Guid Id, Guid Account)?)null;
        Guid? account = line.Account is { } reference ? accounts[reference] : contact?.Account;
        return new AnswerDraft(
            new AnswerInput(line.Score, line.Comment, new Dictionary<string, string>(StringComparer.Ordinal), false),
            "import",
            line.AnsweredAt
        )
        {
            AccountId = account,
            ContactId = contact is { } of && of.Account == account ? of.Id : null,
            Product = line.Product,
            Role = line.Role,
            SourceKey = line.Key is { } key ? $"key:{key}" : Fingerprint(line, undated),
        };
    }

    /// <summary>To the second: exports differ in whether they keep its fractions. Without any date, person and score
    /// have to do.</summary>
    private static string Fingerprint(AnswerLine line, bool undated)
    {
        var text = string.Join(
            '\u001f',
            line.Account,
            line.Person,
            line.Product,
            undated
                ? ""
                : line.AnsweredAt.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture),
            line.Score,
            line.Comment
        );
        return $"row:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";
    }

    private static async Task<Dictionary<string, Guid>> AccountsAsync(UnitOfWork work, IReadOnlyList<AnswerLine> lines)
    {
        var references = lines.Select(l => l.Account).OfType<string>().Distinct(StringComparer.Ordinal).ToArray();
        return (await work.QueryAsync<(string, Guid)>(Accounts, new { references })).ToDictionary(
            r => r.Item1,
            r => r.Item2,
            StringComparer.Ordinal
        );
    }

    private static async Task<Dictionary<string, (Guid, Guid)>> ContactsAsync(
        UnitOfWork work,
        IReadOnlyList<AnswerLine> lines
    )
    {
        var people = lines.Select(l => l.Person).OfType<string>().Distinct(StringComparer.Ordinal).ToArray();
        return (await work.QueryAsync<(string, Guid, Guid)>(Contacts, new { people })).ToDictionary(
            r => r.Item1,
            r => (r.Item2, r.Item3),
            StringComparer.Ordinal
        );
    }

    private const string Accounts = """
        select distinct on (t.reference) t.reference, coalesce(e.account_id, a.account_id)
        from unnest(@references) as t (reference)
        left join account_external_id e on e.source || ':' || e.external_id = normalize(t.reference)
        left join account_copy a on a.account_id::text = lower(t.reference)
        where coalesce(e.account_id, a.account_id) is not null
        order by 1
        """;

    private const string Contacts = """
        select distinct on (t.person) t.person, c.contact_id, c.account_id
        from unnest(@people) as t (person)
        join contact_copy c on lower(c.email) = lower(normalize(t.person)) or c.contact_id::text = lower(t.person)
        order by 1, c.contact_id
        """;
}
