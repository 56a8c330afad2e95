using System.Text.Json;
using Platform.Accounts.Imports.Jobs;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Imports.Mapping;

public static class GetMapping
{
    public static void Map(IEndpointRouteBuilder mappings)
    {
        mappings
            .MapGet("/{name}", HandleAsync)
            .WithName(nameof(GetMapping))
            .WithDescription("A saved mapping of a file's columns to fields.")
            .Produces<SavedMapping>();
        mappings
            .MapGet("/", ListAsync)
            .WithName("ListMappings")
            .WithDescription("The mappings of columns that were saved.");
    }

    private static async Task<IResult> HandleAsync(
        string name,
        Database database,
        HttpResponse response,
        CancellationToken ct
    )
    {
        var row = await database.SingleOrDefaultAsync<Stored>(
            "select name, version, document::text as document from import_mapping where name = @name",
            new { name },
            ct
        );
        if (row is null)
            return ImportProblems.MappingNotFound(name).ToResult();
        response.SetETag(row.Version);
        return TypedResults.Ok(row.ToAnswer());
    }

    private static async Task<IResult> ListAsync(Database database, CancellationToken ct) =>
        TypedResults.Ok(
            new
            {
                items = (
                    await database.QueryAsync<Stored>(
                        "select name, version, document::text as document from import_mapping order by name",
                        ct: ct
                    )
                ).Select(row => row.ToAnswer()),
            }
        );

    private sealed class Stored
    {
        public string Name { get; init; } = "";
        public int Version { get; init; }
        public string Document { get; init; } = "";

        public SavedMapping ToAnswer() => new(Name, Version, JsonSerializer.Deserialize<JsonElement>(Document));
    }
}
