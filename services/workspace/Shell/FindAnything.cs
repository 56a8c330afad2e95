using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Workspace.Api;

namespace Platform.Workspace.Shell;

/// <summary>What the palette offers for a text: pages and actions at once, accounts and contacts by the API's
/// search, colleagues by name.</summary>
public static class FindAnything
{
    private const int MostPeople = 5;

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/data/find", HandleAsync).WithName(nameof(FindAnything));

    private static async Task<Ok<FindAnythingResponse>> HandleAsync(
        string? q,
        GatewayApi api,
        Viewer viewer,
        CancellationToken ct
    )
    {
        var text = q?.Trim() ?? "";
        if (text.Length < 2)
            return TypedResults.Ok(new FindAnythingResponse([]));
        var search = api.ReadAsync<Items<Found>>($"/v1/search?q={Uri.EscapeDataString(text)}", ct);
        var people = await viewer.PeopleAsync();
        var found = (await search).Value?.All ?? [];
        return TypedResults.Ok(
            new FindAnythingResponse([
                .. found.Select(hit =>
                    hit.Kind == "contact"
                        ? new FindAnythingHit("Contact", hit.Name, hit.Text, $"/accounts/{hit.AccountId}#people")
                        : new FindAnythingHit("Account", hit.Name, "", $"/accounts/{hit.AccountId}")
                ),
                .. people
                    .Values.Where(person => person.Name.Contains(text, StringComparison.OrdinalIgnoreCase))
                    .OrderBy(person => person.Name, StringComparer.Ordinal)
                    .Take(MostPeople)
                    .Select(person => new FindAnythingHit(
                        "Colleague",
                        person.Name,
                        "Their book",
                        $"/book?csm={Uri.EscapeDataString(person.Id)}"
                    )),
            ])
        );
    }

    private sealed record Found(string Kind, Guid AccountId, string Name, string Text);
}

public sealed record FindAnythingResponse(IReadOnlyList<FindAnythingHit> Hits);

/// <param name="Kind">Account, Contact or Colleague.</param>
/// <param name="Detail">What tells it from others of its name.</param>
/// <param name="Path">The page that it leads to.</param>
public sealed record FindAnythingHit(string Kind, string Title, string Detail, string Path);
