using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;

namespace Platform.Accounts.BulkChanges;

/// <summary>A change of many accounts and how far it is.</summary>
public static class GetBulkChange
{
    public static void Map(IEndpointRouteBuilder bulk) =>
        bulk.MapGet("/{id:guid}", HandleAsync).WithName(nameof(GetBulkChange));

    private static async Task<Results<Ok<BulkChangeResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Database database,
        CancellationToken ct
    ) =>
        await database.SingleOrDefaultAsync<BulkChangeRow>($"{BulkChangeRow.Read} where id = @id", new { id }, ct)
            is { } row
            ? TypedResults.Ok(row.ToResponse())
            : BulkProblems.NotFound(id).ToResult();
}
