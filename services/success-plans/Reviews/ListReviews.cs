using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.SuccessPlans.Reviews;

internal static class ListReviews
{
    public static void Map(IEndpointRouteBuilder reviews) =>
        reviews
            .MapGet("/", HandleAsync)
            .WithName(nameof(ListReviews))
            .WithDescription("Reviews that are due, planned or were held.");

    private static async Task<Ok<Page<ReviewView>>> HandleAsync(
        PageRequest page,
        [AsParameters] ReviewFilter filter,
        Guid? accountId,
        Database database,
        CancellationToken ct
    ) => TypedResults.Ok(await ReviewPages.ListAsync(page, database, filter, accountId, ct));
}
