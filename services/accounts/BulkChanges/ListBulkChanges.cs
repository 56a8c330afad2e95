using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.BulkChanges;

/// <summary>Changes of many accounts, newest first.</summary>
public static class ListBulkChanges
{
    public static void Map(IEndpointRouteBuilder bulk) =>
        bulk.MapGet("/", HandleAsync).WithName(nameof(ListBulkChanges));

    private static async Task<Ok<Page<BulkChangeResponse>>> HandleAsync(
        PageRequest page,
        Database database,
        CancellationToken ct
    )
    {
        var after = Cursor.Read<Position>(page.Cursor);
        var rows = await database.QueryAsync<BulkChangeRow>(
            $"{BulkChangeRow.Read} where @Before::uuid is null or id < @Before order by id desc limit @Take",
            new { Before = after?.Id, Take = page.Limit + 1 },
            ct
        );
        return TypedResults.Ok(
            Page<BulkChangeResponse>.From(rows, page.Limit, row => row.ToResponse(), row => new Position(row.Id))
        );
    }

    private sealed record Position(Guid Id);
}
