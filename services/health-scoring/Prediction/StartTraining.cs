using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.HealthScoring.Studies;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;

namespace Platform.HealthScoring.Prediction;

/// <param name="HorizonDays">How long before each outcome the measures are taken, and so how far ahead the model looks;
/// 90 by default.</param>
public sealed record StartTrainingRequest([Range(1, 365)] int? HorizonDays);

public static class StartTraining
{
    public static void Map(IEndpointRouteBuilder predictions) =>
        predictions
            .MapPost("/trainings", HandleAsync)
            .WithName(nameof(StartTraining))
            .WithDescription(
                "Trains a model on the recorded outcomes; takes a while, so it answers 202 with where to look."
            )
            .RequireRoles(Roles.Ops, Roles.Manager);

    private static async Task<Accepted<TrainingResponse>> HandleAsync(
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
            request.HorizonDays ?? StudyQueue.DefaultHorizonDays,
            caller.Id
        );
        await work.CommitAsync();
        queue.Set();
        return TypedResults.Accepted($"/v1/predictions/trainings/{study.StudyId}", TrainingResponse.From(study));
    }
}
