using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.SuccessPlans.Accounts;

namespace Platform.SuccessPlans.Reviews;

internal static class ListAccountReviews
{
    public static void Map(IEndpointRouteBuilder account) =>
        account
            .MapGet("/reviews", HandleAsync)
            .WithName(nameof(ListAccountReviews))
            .WithDescription("Reviews of one account.");

    private static async Task<Ok<Page<ReviewView>>> HandleAsync(
        Guid accountId,
        PageRequest page,
        [AsParameters] ReviewFilter filter,
        Database database,
        AccountDirectory accounts,
        CancellationToken ct
    )
    {
        await accounts.RequireAsync(accountId, ct);
        return TypedResults.Ok(await ReviewPages.ListAsync(page, database, filter, accountId, ct));
    }
}
