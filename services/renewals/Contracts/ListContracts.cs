using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Renewals.Contracts;

public static class ListContracts
{
    public static void Map(IEndpointRouteBuilder contracts) =>
        contracts
            .MapGet("/", HandleAsync)
            .WithName(nameof(ListContracts))
            .WithDescription("The contracts of an account.");

    private static async Task<Ok<Page<ContractResponse>>> HandleAsync(
        Guid? accountId,
        PageRequest page,
        Database database,
        CancellationToken ct
    )
    {
        var after = Cursor.Read<Position>(page.Cursor)?.Id;
        var rows = await database.QueryAsync<ContractRow>(
            $"{ContractRow.Select} where (@accountId::uuid is null or account_id = @accountId) and "
                + "(@after::uuid is null or id > @after) order by id limit @Limit",
            new
            {
                accountId,
                after,
                Limit = page.Limit + 1,
            },
            ct
        );
        return TypedResults.Ok(
            Page<ContractResponse>.From(rows, page.Limit, r => r.ToResponse(), r => new Position(r.Id))
        );
    }

    private sealed record Position(Guid Id);
}
