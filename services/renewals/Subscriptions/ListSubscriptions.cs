using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Renewals.Subscriptions;

public static class ListSubscriptions
{
    public static void Map(IEndpointRouteBuilder subscriptions) =>
        subscriptions
            .MapGet("/", HandleAsync)
            .WithName(nameof(ListSubscriptions))
            .WithDescription("What an account pays again and again.");

    private static async Task<Ok<Page<SubscriptionResponse>>> HandleAsync(
        Guid? accountId,
        Guid? contractId,
        PageRequest page,
        Database database,
        CancellationToken ct
    )
    {
        var after = Cursor.Read<Position>(page.Cursor)?.Id;
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
        return TypedResults.Ok(
            Page<SubscriptionResponse>.From(
                rows,
                page.Limit,
                r => SubscriptionResponse.Of(r.ToSubscription()),
                r => new Position(r.Id)
            )
        );
    }

    private sealed record Position(Guid Id);

    private const string List = $"""
        {SubscriptionRecord.Select}
        where (@accountId::uuid is null or account_id = @accountId)
          and (@contractId::uuid is null or contract_id = @contractId)
          and (@after::uuid is null or id > @after)
        order by id limit @Limit
        """;
}
