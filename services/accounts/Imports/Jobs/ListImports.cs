using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Imports.Jobs;

/// <summary>Imports, newest first.</summary>
public static class ListImports
{
    public static void Map(IEndpointRouteBuilder imports) =>
        imports.MapGet("/", HandleAsync).WithName(nameof(ListImports));

    private static async Task<Ok<Page<ImportResponse>>> HandleAsync(
        PageRequest page,
        Database database,
        CancellationToken ct
    )
    {
        var after = Cursor.Read<Position>(page.Cursor);
        var rows = await database.QueryAsync<ImportJob>(
            $"select {ImportJob.Columns} from import_job where id < @After order by id desc limit @Take",
            new { After = after?.Id ?? Guid.AllBitsSet, Take = page.Limit + 1 },
            ct
        );
        return TypedResults.Ok(
            Page<ImportResponse>.From(rows, page.Limit, ImportResponse.From, row => new Position(row.Id))
        );
    }

    private sealed record Position(Guid Id);
}
