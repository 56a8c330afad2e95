using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;

namespace Platform.HealthScoring.Features;

/// <param name="Declared">False for a feature that was met in an event and that nobody has described yet.</param>
/// <param name="Core">Whether using it is at the heart of the product; breadth of use counts core features.</param>
/// <param name="Premium">Whether it belongs to a higher edition; its use may call for expansion.</param>
public sealed record FeatureResponse(string Name, bool Core, bool Premium, bool Declared, int Version);

public sealed record ListFeaturesResponse(IReadOnlyList<FeatureResponse> Items);

/// <summary><c>GET /v1/features</c>: the whole catalogue; a product has tens of features, not thousands.</summary>
public static class ListFeatures
{
    public static void Map(IEndpointRouteBuilder features) =>
        features.MapGet("/", HandleAsync).WithName(nameof(ListFeatures));

    private static async Task<Ok<ListFeaturesResponse>> HandleAsync(Database database, CancellationToken ct) =>
        TypedResults.Ok(
            new ListFeaturesResponse([
                .. (await database.QueryAsync<FeatureRow>(Select, null, ct)).Select(f => new FeatureResponse(
                    f.Name,
                    f.Core,
                    f.Premium,
                    f.Declared,
                    f.Version
                )),
            ])
        );

    private const string Select = "select name, core, premium, declared, version from feature order by name";
}

public sealed class FeatureRow
{
    public string Name { get; init; } = "";
    public bool Core { get; init; }
    public bool Premium { get; init; }
    public bool Declared { get; init; }
    public int Version { get; init; }
}
