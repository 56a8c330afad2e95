using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;

namespace Platform.SuccessPlans.Tactics;

public static class ListOutcomes
{
    public static void Map(IEndpointRouteBuilder tactics) =>
        tactics
            .MapGet("/outcomes", HandleAsync)
            .WithName(nameof(ListOutcomes))
            .WithDescription("The outcomes that tactics serve.");

    private static async Task<Ok<IReadOnlyList<OutcomeView>>> HandleAsync(
        string? customerType,
        Database database,
        CancellationToken ct
    ) => TypedResults.Ok(await database.QueryAsync<OutcomeView>(List, new { customerType }, ct));

    private const string List = """
        select o.id, o.customer_type, o.name, (select count(*)::int from tactic t where t.outcome_id = o.id) as tactics
        from outcome o where @customerType::text is null or o.customer_type = @customerType
            order by o.customer_type, o.id
        """;
}
