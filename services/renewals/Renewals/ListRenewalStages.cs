using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;

namespace Platform.Renewals.Renewals;

public static class ListRenewalStages
{
    public static void Map(IEndpointRouteBuilder renewals) =>
        renewals
            .MapGet("/stages", HandleAsync)
            .WithName(nameof(ListRenewalStages))
            .WithDescription("The stages of a renewal with definition and probability.");

    private static async Task<Ok<IReadOnlyList<RenewalStageResponse>>> HandleAsync(
        Database database,
        CancellationToken ct
    ) => TypedResults.Ok(await database.QueryAsync<RenewalStageResponse>(Stages, null, ct));

    private const string Stages =
        "select code, position, definition, probability, max_days, closed from renewal_stage order by position";
}
