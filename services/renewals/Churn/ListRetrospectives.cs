using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;

namespace Platform.Renewals.Churn;

public static class ListRetrospectives
{
    public static void Map(IEndpointRouteBuilder retrospectives) =>
        retrospectives
            .MapGet("/", HandleAsync)
            .WithName(nameof(ListRetrospectives))
            .WithDescription("Losses that were or are looked back at, the newest first.");

    private static async Task<Ok<IReadOnlyList<RetrospectiveResponse>>> HandleAsync(
        Guid? accountId,
        bool? surprise,
        Database database,
        CancellationToken ct
    ) =>
        TypedResults.Ok(
            await database.QueryAsync<RetrospectiveResponse>(
                $"{RetrospectiveResponse.Select} where (@accountId::uuid is null or r.account_id = @accountId) and "
                    + $"(@surprise::bool is null or r.surprise = @surprise) order by r.lost_on desc limit 500",
                new { accountId, surprise },
                ct
            )
        );
}
