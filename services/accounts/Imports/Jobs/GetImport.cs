using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;

namespace Platform.Accounts.Imports.Jobs;

public static class GetImport
{
    public static void Map(IEndpointRouteBuilder imports) =>
        imports
            .MapGet("/{id:guid}", HandleAsync)
            .WithName(nameof(GetImport))
            .WithDescription("How far an import has come, and what it made of the file so far.");

    private static async Task<Results<Ok<ImportResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Database database,
        CancellationToken ct
    )
    {
        var job = await database.SingleOrDefaultAsync<ImportJob>(
            $"select {ImportJob.Columns} from import_job where id = @id",
            new { id },
            ct
        );
        return job is null ? ImportProblems.NotFound(id).ToResult() : TypedResults.Ok(ImportResponse.From(job));
    }
}
