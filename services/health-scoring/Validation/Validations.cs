using Microsoft.AspNetCore.Http.HttpResults;
using Platform.HealthScoring.Scorecards;
using Platform.HealthScoring.Studies;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.HealthScoring.Validation;

/// <summary><c>POST /v1/validations</c> asks what a scorecard would have said before past outcomes: 202 and where to
/// look. <c>GET /v1/validations/{id}</c> shows progress, then the figures.</summary>
public static class Validations
{
    public const int DefaultHorizonDays = 90;

    public static void Map(IEndpointRouteBuilder validations)
    {
        validations
            .MapPost("/", StartAsync)
            .WithName("StartValidation")
            .WithDescription(
                "Holds a scorecard against past outcomes; takes a while, so it answers 202 with where to look."
            )
            .RequireRoles(Roles.Ops, Roles.Manager);
        validations
            .MapGet("/{id:guid}", GetAsync)
            .WithName("GetValidation")
            .WithDescription("How far a validation has come, and its figures once it is done.");
    }

    private static async Task<Results<Accepted<ValidationResponse>, ProblemHttpResult>> StartAsync(
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
            request.HorizonDays ?? DefaultHorizonDays,
            caller.Id
        );
        await work.CommitAsync();
        queue.Set();
        return TypedResults.Accepted($"/v1/validations/{study.StudyId}", ValidationResponse.From(study));
    }

    private static async Task<Results<Ok<ValidationResponse>, ProblemHttpResult>> GetAsync(
        Guid id,
        StudyQueue queue,
        CancellationToken ct
    ) =>
        await queue.FindAsync(id, "validation", ct) is { } study
            ? TypedResults.Ok(ValidationResponse.From(study))
            : Problem.NotFound("validation", id).ToResult();

    /// <summary>The latest of a scorecard; null where nobody asked.</summary>
    public static async Task<ValidationResponse?> LatestAsync(Database database, Guid scorecardId, CancellationToken ct)
    {
        var rows = await database.QueryAsync<StudyRow>(
            $"select {StudyRow.Columns} from study where scorecard_id = @scorecardId and kind = 'validation' "
                + $"order by requested_at desc limit 1",
            new { scorecardId },
            ct
        );
        return rows.Count == 0 ? null : ValidationResponse.From(rows[0]);
    }
}
