using Microsoft.AspNetCore.Http.HttpResults;
using Platform.HealthScoring.Studies;
using Platform.HealthScoring.Validation;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.HealthScoring.Prediction;

/// <summary>
/// <c>POST /v1/predictions/trainings</c> trains the next model: 202 and where to look. <c>GET
/// /v1/predictions/trainings/{id}</c> shows progress, then what came of it. <c>GET /v1/predictions/models</c> lists the
/// versions, latest first.
/// </summary>
public static class Models
{
    public static void Map(IEndpointRouteBuilder predictions)
    {
        predictions
            .MapPost("/trainings", StartAsync)
            .WithName("StartTraining")
            .WithDescription(
                "Trains a model on the recorded outcomes; takes a while, so it answers 202 with where to look."
            )
            .RequireRoles(Roles.Ops, Roles.Manager);
        predictions
            .MapGet("/trainings/{id:guid}", GetTrainingAsync)
            .WithName("GetTraining")
            .WithDescription("How far a training has come, and the model's figures once it is done.");
        predictions
            .MapGet("/models", ListAsync)
            .WithName("ListModels")
            .WithDescription("The models that were trained, with their figures on outcomes that they had not seen.");
    }

    private static async Task<Accepted<TrainingResponse>> StartAsync(
        StartTrainingRequest request,
        Caller caller,
        Database database,
        StudyQueue queue,
        CancellationToken ct
    )
    {
        await using var work = await database.BeginAsync(ct);
        var study = await queue.AddAsync(
            work,
            "training",
            null,
            request.HorizonDays ?? Validations.DefaultHorizonDays,
            caller.Id
        );
        await work.CommitAsync();
        queue.Set();
        return TypedResults.Accepted($"/v1/predictions/trainings/{study.StudyId}", TrainingResponse.From(study));
    }

    private static async Task<Results<Ok<TrainingResponse>, ProblemHttpResult>> GetTrainingAsync(
        Guid id,
        StudyQueue queue,
        CancellationToken ct
    ) =>
        await queue.FindAsync(id, "training", ct) is { } study
            ? TypedResults.Ok(TrainingResponse.From(study))
            : Problem.NotFound("training", id).ToResult();

    private static async Task<Ok<ListModelsResponse>> ListAsync(Database database, CancellationToken ct) =>
        TypedResults.Ok(
            new ListModelsResponse([
                .. (
                    await database.QueryAsync<ModelRow>(
                        $"select {ModelRow.Columns} from model order by version desc limit 100",
                        null,
                        ct
                    )
                ).Select(ModelResponse.From),
            ])
        );
}
