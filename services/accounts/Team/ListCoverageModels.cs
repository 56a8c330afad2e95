using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;

namespace Platform.Accounts.Team;

public sealed record ListCoverageModelsResponse(IReadOnlyList<CoverageModel> Items);

public static class ListCoverageModels
{
    public static void Map(IEndpointRouteBuilder team) =>
        team.MapGet("/coverage-models", HandleAsync)
            .WithName(nameof(ListCoverageModels))
            .WithDescription("How many accounts or how much ARR a CSM looks after, by size of account.");

    private static async Task<Ok<ListCoverageModelsResponse>> HandleAsync(Database database, CancellationToken ct) =>
        TypedResults.Ok(new ListCoverageModelsResponse([.. (await BookReader.ModelsAsync(database, ct)).Values]));
}
