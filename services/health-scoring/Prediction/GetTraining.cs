using Microsoft.AspNetCore.Http.HttpResults;
using Platform.HealthScoring.Studies;
using Platform.ServiceKit.Http;

namespace Platform.HealthScoring.Prediction;

public static class GetTraining
{
    public static void Map(IEndpointRouteBuilder predictions) =>
        predictions
            .MapGet("/trainings/{id:guid}", HandleAsync)
            .WithName(nameof(GetTraining))
            .WithDescription("How far a training has come, and the model's figures once it is done.");

    private static async Task<Results<Ok<TrainingResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        StudyQueue queue,
        CancellationToken ct
    ) =>
        await queue.FindAsync(id, "training", ct) is { } study
            ? TypedResults.Ok(TrainingResponse.From(study))
            : Problem.NotFound("training", id).ToResult();
}
