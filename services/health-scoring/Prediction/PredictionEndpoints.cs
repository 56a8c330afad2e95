namespace Platform.HealthScoring.Prediction;

/// <summary>The routes of this folder.</summary>
internal static class PredictionEndpoints
{
    public static void Map(IEndpointRouteBuilder scores)
    {
        GetPrediction.Map(scores.MapGroup("/accounts/{accountId:guid}"));

        var predictions = scores.MapGroup("/predictions");
        StartTraining.Map(predictions);
        GetTraining.Map(predictions);
        ListModels.Map(predictions);
    }
}
