using Microsoft.AspNetCore.Http.HttpResults;

namespace Platform.HealthScoring.Prediction;

/// <summary><c>GET /v1/accounts/{id}/prediction</c>: how likely the account grows, renews flat, contracts or churns,
/// and what speaks for it.</summary>
public static class GetPrediction
{
    public static void Map(IEndpointRouteBuilder account) =>
        account.MapGet("/prediction", HandleAsync).WithName(nameof(GetPrediction));

    private static async Task<Ok<PredictionResponse>> HandleAsync(
        Guid accountId,
        AccountPredictions predictions,
        CancellationToken ct
    ) => TypedResults.Ok(await predictions.OfAsync(accountId, ct));
}
