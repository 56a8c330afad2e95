using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;

namespace Platform.Accounts.Imports.Mapping;

public sealed record ListMappingsResponse(IReadOnlyList<SavedMapping> Items);

public static class ListMappings
{
    public static void Map(IEndpointRouteBuilder mappings) =>
        mappings
            .MapGet("/", HandleAsync)
            .WithName(nameof(ListMappings))
            .WithDescription("The mappings of columns that were saved.");

    private static async Task<Ok<ListMappingsResponse>> HandleAsync(Database database, CancellationToken ct)
    {
        var rows = await database.QueryAsync<MappingRow>($"{MappingRow.Read} order by name", ct: ct);
        return TypedResults.Ok(new ListMappingsResponse([.. rows.Select(row => row.ToMapping())]));
    }
}
