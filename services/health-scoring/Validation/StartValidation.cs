using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.HealthScoring.Scorecards.Library;
using Platform.HealthScoring.Studies;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;

namespace Platform.HealthScoring.Validation;

/// <param name="HorizonDays">How long before each outcome to score; 90 by default.</param>
/// <param name="ScorecardId">The scorecard to hold against past outcomes; left out: the one in force.</param>
public sealed record StartValidationRequest(Guid ScorecardId, [Range(1, 365)] int? HorizonDays);

public static class StartValidation
{
    public static void Map(IEndpointRouteBuilder validations) =>
        validations
            .MapPost("/", HandleAsync)
            .WithName(nameof(StartValidation))
            .WithDescription(
                "Holds a scorecard against past outcomes; takes a while, so it answers 202 with where to look."
            )
            .RequireRoles(Roles.Ops, Roles.Manager);

    private static async Task<Results<Accepted<ValidationResponse>, ProblemHttpResult>> HandleAsync(
        StartValidationRequest request,
        Caller caller,
        Database database,
        StudyQueue queue,
        CancellationToken ct
    )
    {
        await using var work = await database.BeginAsync(ct);
        if (
            !await work.ScalarAsync<bool>(
                "select exists (select from scorecard where scorecard_id = @ScorecardId)",
                new { request.ScorecardId }
            )
        )
            return ScorecardProblems.NotFound(request.ScorecardId).ToResult();
        var study = await queue.AddAsync(
            work,
            "validation",
            request.ScorecardId,
            request.HorizonDays ?? StudyQueue.DefaultHorizonDays,
            caller.Id
        );
        await work.CommitAsync();
        queue.Set();
        return TypedResults.Accepted($"/v1/validations/{study.StudyId}", ValidationResponse.From(study));
    }
}
