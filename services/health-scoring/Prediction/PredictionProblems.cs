using Platform.ServiceKit.Http;

namespace Platform.HealthScoring.Prediction;

public static class PredictionProblems
{
    public static Problem NoModel() =>
        new(
            "predictions/no-model",
            StatusCodes.Status404NotFound,
            "There is no model.",
            "None was trained yet, or every training was refused for too few outcomes. POST "
                + "/v1/predictions/trainings trains one and says why if it cannot."
        );

    public static Problem NothingToLearn(int version, string verdict) =>
        new(
            "predictions/nothing-to-learn",
            StatusCodes.Status404NotFound,
            "The outcomes cannot be predicted.",
            $"Model {version} gives no probabilities. {verdict}"
        );
}
