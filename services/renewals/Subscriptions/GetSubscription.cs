using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Renewals.Subscriptions;

public static class GetSubscription
{
    public static void Map(IEndpointRouteBuilder subscriptions) =>
        subscriptions
            .MapGet("/{id:guid}", HandleAsync)
            .WithName(nameof(GetSubscription))
            .WithDescription("One subscription with its prices.");

    private static async Task<Results<Ok<SubscriptionResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        HttpResponse response,
        Database database,
        CancellationToken ct
    )
    {
        var row = await database.SingleOrDefaultAsync<SubscriptionRecord>(
            $"{SubscriptionRecord.Select} where id = @id",
            new { id },
            ct
        );
        if (row is null)
            return Problem.NotFound("subscription", id).ToResult();
        response.SetETag(row.Version);
        return TypedResults.Ok(SubscriptionResponse.Of(row.ToSubscription()));
    }
}
