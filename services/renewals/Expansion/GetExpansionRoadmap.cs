using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Platform.Renewals.Accounts;
using Platform.Renewals.Renewals;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;

namespace Platform.Renewals.Expansion;

public static class GetExpansionRoadmap
{
    public static void Map(IEndpointRouteBuilder expansions) =>
        expansions
            .MapGet("/roadmap", HandleAsync)
            .WithName(nameof(GetExpansionRoadmap))
            .WithDescription("What a customer may take on, quarter by quarter.");

    private static Task<IReadOnlyList<RoadmapStepResponse>> HandleAsync(Guid accountId, Database database, CancellationToken ct) => database.QueryAsync<RoadmapStepResponse>(RoadmapStepResponse.OfAccount, new { accountId }, ct);
}
