using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Accounts.Imports.Upserts;
using Platform.Files;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Text;

namespace Platform.Accounts.Imports.Bulk;

/// <summary>
/// Bulk upserts as a JSON API: rows have outcomes of their own, one that fails does not fail the others, and the same
/// rows again change nothing. The same rules and the same people as for files.
/// </summary>
internal static class BulkRows
{
    public const int MostRows = 1000;

    private const int LongestSource = 100;

    /// <summary>
    /// A whole bulk request of rows that belong to accounts: refuses it, or checks its rows, brings the good ones in
    /// and answers with one outcome per row.
    /// </summary>
    /// <param name="check">Reads a row and adds what is wrong with it, by field.</param>
    /// <param name="apply">Brings rows in within the transaction.</param>
    public static async Task<Results<Ok<UpsertedRows>, ProblemHttpResult>> UpsertAsync<TGiven, TRow>(
        Database database,
        Caller caller,
        IBulkRequest<TGiven> request,
        Func<TGiven, int, Dictionary<string, string[]>, TRow> check,
        Func<UnitOfWork, UpsertContext, IReadOnlyList<TRow>, Task<IReadOnlyList<RowOutcome>>> apply,
        CancellationToken ct
    )
        where TGiven : class, IBulkRow
    {
        if (Refuse(caller, request.Source, request.Rows?.Count) is { } problem)
            return problem.ToResult();
        return TypedResults.Ok(
            Answer(
                await ApplyAsync(
                    database,
                    request.Source.ToNfc(),
                    request.DryRun,
                    request.Rows!,
                    (row, line, errors) =>
                    {
                        if (string.IsNullOrWhiteSpace(row.Account))
                            errors["account"] = ["is required: the account's external id, or its own id"];
                        return check(row, line, errors);
                    },
                    apply,
                    ct
                )
            )
        );
    }

    /// <summary>What keeps the request as a whole out; null when nothing does.</summary>
    public static Problem? Refuse(Caller caller, string? source, int? rows)
    {
        if (!caller.WritesAllAccounts)
            return ImportProblems.NotAllowed();
        if (string.IsNullOrWhiteSpace(source) || source.Length > LongestSource)
            return Problem.Invalid("source", $"is required, at most {LongestSource} characters");
        return rows is > 0 and <= MostRows
            ? null
            : Problem.Invalid("rows", $"must have 1 to {MostRows} rows; import larger files");
    }

    /// <summary>
    /// Checks each row, brings the good ones in, and gives one outcome per row in the request's order.
    /// </summary>
    /// <param name="given">The rows as they were sent; one may be null.</param>
    /// <param name="check">Reads a row and adds what is wrong with it, by field.</param>
    /// <param name="apply">Brings rows in within the transaction.</param>
    public static async Task<IReadOnlyList<RowOutcome>> ApplyAsync<TGiven, TRow>(
        Database database,
        string source,
        bool dryRun,
        IReadOnlyList<TGiven?> given,
        Func<TGiven, int, Dictionary<string, string[]>, TRow> check,
        Func<UnitOfWork, UpsertContext, IReadOnlyList<TRow>, Task<IReadOnlyList<RowOutcome>>> apply,
        CancellationToken ct
    )
        where TGiven : class, IExternalRow
    {
        var failed = new List<RowOutcome>();
        var rows = new List<TRow>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var line = 1; line <= given.Count; line++)
        {
            var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
            if (given[line - 1] is not { } row)
            {
                failed.Add(
                    RowOutcome.Failed(
                        line,
                        "",
                        ImportProblem.Error(line, null, null, "missing", "The row is empty. Leave it out.")
                    )
                );
                continue;
            }
            var id = (row.ExternalId ?? "").ToNfc();
            if (string.IsNullOrWhiteSpace(id) || id.Length > 200)
                errors["externalId"] = ["is required, at most 200 characters"];
            var read = check(row, line, errors);
            if (!seen.Add(id))
                errors["externalId"] = ["stands in an earlier row already"];
            if (errors.Count == 0)
                rows.Add(read);
            else
                failed.Add(
                    RowOutcome.Failed(
                        line,
                        id,
                        [
                            .. errors.Select(error =>
                                ImportProblem.Error(line, error.Key, null, "invalid", $"{error.Key} {error.Value[0]}")
                            ),
                        ]
                    )
                );
        }

        await using var work = await database.BeginAsync(ct);
        var outcomes = await apply(work, UpsertContext.OfRequest(source, dryRun), rows);
        if (!dryRun)
            await work.CommitAsync();
        return [.. failed.Concat(outcomes).OrderBy(outcome => outcome.Line)];
    }

    public static UpsertedRows Answer(IReadOnlyList<RowOutcome> outcomes) =>
        new([
            .. outcomes.Select(it => new UpsertedRow(
                it.Line,
                it.ExternalId,
                it.Id,
                it.Result.ToString().ToLowerInvariant(),
                it.Problems
            )),
        ]);
}
