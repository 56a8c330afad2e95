using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;

namespace Platform.Renewals.Expansion;

public static class GetExpansionRoadmap
{
    public static void Map(IEndpointRouteBuilder expansions) =>
        expansions
            .MapGet("/roadmap", HandleAsync)
            .WithName(nameof(GetExpansionRoadmap))
            .WithDescription("What a customer may take on, quarter by quarter.");

    private static async Task<Ok<IReadOnlyList<RoadmapStepResponse>>> HandleAsync(
        Guid accountId,
        Database database,
        CancellationToken ct
    ) =>
        TypedResults.Ok(
            await database.QueryAsync<RoadmapStepResponse>(RoadmapStepResponse.OfAccount, new { accountId }, ct)
        );
}
