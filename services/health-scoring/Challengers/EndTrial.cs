using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.HealthScoring.Challengers;

public static class EndTrial
{
    public static void Map(IEndpointRouteBuilder scorecards) =>
        scorecards
            .MapDelete("/{id:guid}/trial", HandleAsync)
            .WithName(nameof(EndTrial))
            .WithDescription("Ends a scorecard's trial; it is a draft again.")
            .RequireRoles(Roles.Ops, Roles.Manager);

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Guid id,
        Database database,
        CancellationToken ct
    ) =>
        await database.ExecuteAsync(TrialSql.End + "scorecard_id = @id and status = 'trial'", new { id }, ct) == 1
            ? TypedResults.NoContent()
            : new Problem(
                "scorecards/not-on-trial",
                StatusCodes.Status409Conflict,
                "The scorecard is not on trial.",
                $"There is no trial of scorecard {id} to end."
            ).ToResult();
}
