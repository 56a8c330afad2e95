using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.SuccessPlans.Tactics;

public static class ListTactics
{
    public static void Map(IEndpointRouteBuilder tactics) =>
        tactics
            .MapGet("/", HandleAsync)
            .WithName(nameof(ListTactics))
            .WithDescription("The catalogue of tactics with how they went.");

    private static async Task<Ok<Page<TacticView>>> HandleAsync(
        Guid? outcomeId,
        string? customerType,
        PageRequest page,
        Database database,
        CancellationToken ct
    )
    {
        var after = Cursor.Read<Position>(page.Cursor)?.Id;
        var rows = await database.QueryAsync<TacticView>(
            List,
            new
            {
                outcomeId,
                customerType,
                after,
                Limit = page.Limit + 1,
            },
            ct
        );
        await TacticCatalog.FillAsync(database, rows, ct);
        return TypedResults.Ok(Page<TacticView>.From(rows, page.Limit, r => r, r => new Position(r.Id)));
    }

    private sealed record Position(Guid Id);

    private const string List = $"""
        {TacticView.Select}
        where (@outcomeId::uuid is null or t.outcome_id = @outcomeId)
          and (@customerType::text is null or o.customer_type = @customerType)
          and (@after::uuid is null or t.id > @after)
        order by t.id limit @Limit
        """;
}
