using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Accounts.Attributes;
using Platform.Files.Mapping;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Imports.Mapping;

/// <summary>Saves a mapping document under a name, for one system's files; every mistake in it is told at
/// once.</summary>
public static class SaveMapping
{
    public static void Map(IEndpointRouteBuilder mappings) =>
        mappings.MapPut("/{name}", HandleAsync).WithName(nameof(SaveMapping));

    private static async Task<Results<Ok<SavedMapping>, ProblemHttpResult>> HandleAsync(
        string name,
        JsonElement document,
        Database database,
        RequestContext context,
        HttpResponse response,
        Caller caller,
        CancellationToken ct
    )
    {
        if (!caller.WritesAllAccounts)
            return ImportProblems.NotAllowed().ToResult();
        if (name.Length > 100)
            return Problem.Invalid("name", "at most 100 characters").ToResult();
        var (mapping, mistakes) = MappingDocument.Read(
            document,
            ImportKind.With(await AttributeSchema.ReadAsync(database, ct))
        );
        if (mapping is null)
            return ImportProblems.InvalidMapping(mistakes).ToResult();
        var version = await database.ScalarAsync<int>(
            Upsert,
            new
            {
                name,
                document = document.GetRawText(),
                context.Now,
                By = caller.Id,
            },
            ct
        );
        response.SetETag(version);
        return TypedResults.Ok(new SavedMapping(name, version, document));
    }

    private const string Upsert = """
        insert into import_mapping as known (name, document, version, updated_at, updated_by)
            values (@name, @document::jsonb, 1, @Now, @By)
        on conflict (name) do update set document = excluded.document, updated_at = excluded.updated_at,
            updated_by = excluded.updated_by,
            version = known.version + (known.document <> excluded.document)::int
        returning version
        """;
}
