using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Contracts;
using Platform.Files.Values;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Imports.Jobs;

/// <param name="Formats">Column → one of its candidates.</param>
public sealed record ConfirmImportRequest(IReadOnlyDictionary<string, string> Formats);

/// <summary>Settles what the file itself could not (is 03-04-2024 in March or April?) and lets the import go
/// on.</summary>
public static class ConfirmImport
{
    public static void Map(IEndpointRouteBuilder imports) =>
        imports.MapPost("/{id:guid}/confirm", HandleAsync).WithName(nameof(ConfirmImport));

    private static async Task<Results<Accepted<ImportResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        ConfirmImportRequest request,
        Database database,
        ImportSignal signal,
        Caller caller,
        CancellationToken ct
    )
    {
        if (!caller.WritesAllAccounts)
            return ImportProblems.NotAllowed().ToResult();
        await using var work = await database.BeginAsync(ct);
        var job = await work.SingleOrDefaultAsync<ImportJob>(
            $"select {ImportJob.Columns} from import_job where id = @id for update",
            new { id }
        );
        if (job is null)
            return ImportProblems.NotFound(id).ToResult();
        if (job.Status != ImportJob.NeedsConfirmation)
            return ImportProblems.NothingToConfirm(id, job.Status).ToResult();

        var waiting = JsonSerializer
            .Deserialize<List<ColumnFinding>>(job.Findings, ContractJson.Options)!
            .Where(finding => finding.NeedsConfirmation);
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var finding in waiting)
        {
            if (!(request.Formats ?? new Dictionary<string, string>()).TryGetValue(finding.Column, out var choice))
                errors[$"formats.{finding.Column}"] =
                [
                    $"is missing; choose one of {string.Join(", ", finding.Candidates)}",
                ];
            else if (!finding.Candidates.Contains(choice, StringComparer.Ordinal))
                errors[$"formats.{finding.Column}"] =
                [
                    $"'{choice}' is not one of {string.Join(", ", finding.Candidates)}",
                ];
        }
        if (errors.Count > 0)
            return Problem.Invalid(errors).ToResult();

        job = await work.SingleOrDefaultAsync<ImportJob>(
            $"update import_job set status = 'queued', lease = null, leased_until = null, confirmed = "
                + $"@confirmed::jsonb where id = @id returning {ImportJob.Columns}",
            new { id, confirmed = JsonSerializer.Serialize(request.Formats, ContractJson.Options) }
        );
        await work.CommitAsync();
        signal.Set();
        return TypedResults.Accepted($"/v1/imports/{id}", ImportResponse.From(job!));
    }
}
