using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;

namespace Platform.Renewals.Churn;

public static class ListChurnReasons
{
    public static void Map(IEndpointRouteBuilder churn) =>
        churn
            .MapGet("/reasons", HandleAsync)
            .WithName(nameof(ListChurnReasons))
            .WithDescription("The codes by which losses are counted.");

    private static async Task<Ok<IReadOnlyList<ChurnReasonResponse>>> HandleAsync(
        Database database,
        CancellationToken ct
    ) =>
        TypedResults.Ok(
            await database.QueryAsync<ChurnReasonResponse>(
                "select code, description from churn_reason order by code",
                null,
                ct
            )
        );
}
