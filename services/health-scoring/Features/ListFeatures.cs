using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;

namespace Platform.HealthScoring.Features;

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
