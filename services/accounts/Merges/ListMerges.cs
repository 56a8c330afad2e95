using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;

namespace Platform.Accounts.Merges;

public sealed record ListMergesResponse(IReadOnlyList<Merge> Items);

public static class ListMerges
{
    public static void Map(IEndpointRouteBuilder merges) =>
        merges
            .MapGet("/", HandleAsync)
            .WithName(nameof(ListMerges))
            .WithDescription("Accounts and contacts that were merged, and whether it was undone.");

    private static async Task<Ok<ListMergesResponse>> HandleAsync(Guid? kept, Database database, CancellationToken ct)
    {
        var rows = await database.QueryAsync<MergeRow>(
            $"{MergeRow.Read} where @kept::uuid is null or kept_id = @kept order by merged_at desc limit 200",
            new { kept },
            ct
        );
        return TypedResults.Ok(new ListMergesResponse([.. rows.Select(row => row.ToMerge())]));
    }
}
