using Platform.ServiceKit.Data;

namespace Platform.Renewals.Metrics;

public static class ListDefinitions
{
    public static void Map(IEndpointRouteBuilder revenue) =>
        revenue
            .MapGet("/definitions", HandleAsync)
            .WithName(nameof(ListDefinitions))
            .WithDescription("The definitions of metrics with their versions.");

    private static Task<IReadOnlyList<DefinitionResponse>> HandleAsync(Database database, CancellationToken ct) =>
        database.QueryAsync<DefinitionResponse>($"{Definitions.Columns} order by name, version", null, ct);
}
