using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;

namespace Platform.Renewals.Expansion;

public static class ListExpansions
{
    public static void Map(IEndpointRouteBuilder expansions) =>
        expansions
            .MapGet("/", HandleAsync)
            .WithName(nameof(ListExpansions))
            .WithDescription("Opportunities to grow, the newest first.");

    private static async Task<Ok<IReadOnlyList<ExpansionResponse>>> HandleAsync(
        Guid? accountId,
        bool? open,
        Database database,
        CancellationToken ct
    ) =>
        TypedResults.Ok(
            await database.QueryAsync<ExpansionResponse>(
                $"{ExpansionResponse.Select} where (@accountId::uuid is null or account_id = @accountId) and "
                    + $"(@open::bool is null or (closed_at is null) = @open) order by opened_at desc limit 500",
                new { accountId, open },
                ct
            )
        );
}
