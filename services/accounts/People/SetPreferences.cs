using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Contracts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.People;

/// <param name="Values">By names of 1 to 100 characters; at most 100 of them, 32 KiB in all.</param>
public sealed record SetPreferencesRequest(IReadOnlyDictionary<string, JsonElement> Values);

/// <summary>Replaces the caller's own preferences. Needs If-Match; the version before the first is 0.</summary>
public static class SetPreferences
{
    private const int MostNames = 100;
    private const int MostBytes = 32 * 1024;

    public static void Map(IEndpointRouteBuilder me) =>
        me.MapPut("/preferences", HandleAsync).WithName(nameof(SetPreferences)).LetExecutivesWrite();

    private static async Task<Results<Ok<Preferences>, ProblemHttpResult>> HandleAsync(
        SetPreferencesRequest request,
        Database database,
        Caller caller,
        HttpRequest http,
        HttpResponse response,
        CancellationToken ct
    )
    {
        var expected = http.ExpectedVersion();
        if (request.Values is not { Count: <= MostNames } values)
            return Problem.Invalid("values", $"is required, at most {MostNames} of them").ToResult();
        if (values.Keys.Any(name => string.IsNullOrWhiteSpace(name) || name.Length > 100))
            return Problem.Invalid("values", "has a name that is not of 1 to 100 characters").ToResult();
        var document = JsonSerializer.Serialize(values, ContractJson.Options);
        if (document.Length > MostBytes)
            return Problem.Invalid("values", $"has {document.Length} characters; at most {MostBytes}").ToResult();
        var version = await database.ScalarAsync<int?>(
            Upsert,
            new
            {
                caller.Id,
                document,
                expected,
            },
            ct
        );
        if (version is null)
        {
            var now = await Preferences.ReadAsync(database, caller.Id, ct);
            return ETags.LostUpdate("preferences", expected ?? 0, now.Version, now).ToResult();
        }
        response.SetETag(version.Value);
        return TypedResults.Ok(new Preferences(caller.Id, values, version.Value));
    }

    // A first version is written by who saw none.
    private const string Upsert = """
        insert into person_preference as known (person_id, document, version)
        select @Id, @document::jsonb, 1
        where coalesce(@expected, 0) = 0 or exists (select 1 from person_preference where person_id = @Id)
        on conflict (person_id) do update set document = excluded.document, version = known.version + 1
        where @expected::int is null or known.version = @expected
        returning version
        """;
}
