using Microsoft.AspNetCore.Http.HttpResults;
using Platform.HealthScoring.Scorecards.Library;
using Platform.HealthScoring.Validation;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.HealthScoring.Scorecards;

public static class GetScorecard
{
    public static void Map(IEndpointRouteBuilder scorecards) =>
        scorecards
            .MapGet("/{id:guid}", HandleAsync)
            .WithName(nameof(GetScorecard))
            .WithDescription("One version of a scorecard with its rules.");

    private static async Task<Results<Ok<ScorecardResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        HttpResponse response,
        Database database,
        CancellationToken ct
    )
    {
        if (
            await database.SingleOrDefaultAsync<ScorecardRow>(
                $"select {ScorecardRow.Columns} from scorecard where scorecard_id = @id",
                new { id },
                ct
            )
            is not { } row
        )
            return ScorecardProblems.NotFound(id).ToResult();
        response.SetETag(row.RowVersion);
        return TypedResults.Ok(
            ScorecardResponse.From(row) with
            {
                Validation = await LatestValidation.OfAsync(database, id, ct),
            }
        );
    }
}
