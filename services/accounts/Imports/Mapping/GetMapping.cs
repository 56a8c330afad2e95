using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Imports.Mapping;

public static class GetMapping
{
    public static void Map(IEndpointRouteBuilder mappings) =>
        mappings
            .MapGet("/{name}", HandleAsync)
            .WithName(nameof(GetMapping))
            .WithDescription("A saved mapping of a file's columns to fields.");

    private static async Task<Results<Ok<SavedMapping>, ProblemHttpResult>> HandleAsync(
        string name,
        Database database,
        HttpResponse response,
        CancellationToken ct
    )
    {
        var row = await database.SingleOrDefaultAsync<MappingRow>(
            $"{MappingRow.Read} where name = @name",
            new { name },
            ct
        );
        if (row is null)
            return ImportProblems.MappingNotFound(name).ToResult();
        response.SetETag(row.Version);
        return TypedResults.Ok(row.ToMapping());
    }
}
