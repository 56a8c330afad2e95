using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Renewals.Subscriptions;

public static class GetSubscriptions
{
    public static void Map(IEndpointRouteBuilder subscriptions)
    {
        subscriptions
            .MapGet("/", ListAsync)
            .WithName("ListSubscriptions")
            .WithDescription("What an account pays again and again.");
        subscriptions
            .MapGet("/{id:guid}", GetAsync)
            .WithName("GetSubscription")
            .WithDescription("One subscription with its prices.");
    }

    private static async Task<Page<SubscriptionResponse>> ListAsync(
        Guid? accountId,
        Guid? contractId,
        PageRequest page,
        Database database,
        CancellationToken ct
    )
    {
        var after = Cursor.Read<After>(page.Cursor)?.Id;
        var rows = await database.QueryAsync<SubscriptionRecord>(
            List,
            new
            {
                accountId,
                contractId,
                after,
                Limit = page.Limit + 1,
            },
            ct
        );
        return Page<SubscriptionResponse>.From(
            rows,
            page.Limit,
            r => SubscriptionResponse.Of(r.ToSubscription()),
            r => new After(r.Id)
        );
    }

    private static async Task<Results<Ok<SubscriptionResponse>, ProblemHttpResult>> GetAsync(
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

    private sealed record After(Guid Id);

    private const string List = $"""
        {SubscriptionRecord.Select}
        where (@accountId::uuid is null or account_id = @accountId) and (@contractId::uuid is null or contract_id = @contractId)
          and (@after::uuid is null or id > @after)
        order by id limit @Limit
        """;
}
