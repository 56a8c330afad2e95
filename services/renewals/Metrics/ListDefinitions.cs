using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;

namespace Platform.Renewals.Metrics;

public static class ListDefinitions
{
    public static void Map(IEndpointRouteBuilder revenue) =>
        revenue
            .MapGet("/definitions", HandleAsync)
            .WithName(nameof(ListDefinitions))
            .WithDescription("The definitions of metrics with their versions.");

    private static async Task<Ok<IReadOnlyList<DefinitionResponse>>> HandleAsync(
        Database database,
        CancellationToken ct
    ) =>
        TypedResults.Ok(
            await database.QueryAsync<DefinitionResponse>($"{Definitions.Columns} order by name, version", null, ct)
        );
}
