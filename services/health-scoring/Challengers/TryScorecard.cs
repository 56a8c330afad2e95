using Microsoft.AspNetCore.Http.HttpResults;
using Platform.HealthScoring.Rescoring;
using Platform.HealthScoring.Scorecards;
using Platform.HealthScoring.Scorecards.Library;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;

namespace Platform.HealthScoring.Challengers;

/// <summary>
/// <c>POST /v1/scorecards/{id}/trial</c>: from now on the accounts of the draft's segment are scored with it too,
/// beside the active scorecard. <c>DELETE</c> ends it; so does the trial of another one for the segment. Then it is a
/// draft again, to be tried or activated later; its scores stay.
/// </summary>
public static class TryScorecard
{
    public static void Map(IEndpointRouteBuilder scorecards) =>
        scorecards
            .MapPost("/{id:guid}/trial", HandleAsync)
            .WithName(nameof(TryScorecard))
            .RequireRoles(Roles.Ops, Roles.Manager);

    private static async Task<Results<Ok<ScorecardResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Database database,
        ScoringSignal signal,
        CancellationToken ct
    )
    {
        await using var work = await database.BeginAsync(ct);
        if (
            await work.SingleOrDefaultAsync<ScorecardRow>(
                $"select {ScorecardRow.Columns} from scorecard where scorecard_id = @id for update",
                new { id }
            )
            is not { } draft
        )
            return ScorecardProblems.NotFound(id).ToResult();
        if (draft.Status != "draft")
            return ScorecardProblems.NotADraft(draft).ToResult();
        var args = new { id, draft.Segment };
        await work.ExecuteAsync(TrialSql.End + "segment = @Segment and status = 'trial'", args);
        var trial = await work.SingleOrDefaultAsync<ScorecardRow>(Start, args);
        await work.ExecuteAsync(ActivateScorecard.MarkSegment, args);
        await work.CommitAsync();
        signal.Set();
        return TypedResults.Ok(ScorecardResponse.From(trial!));
    }

    private const string Start =
        $"update scorecard set status = 'trial', row_version = row_version + 1 where scorecard_id = @id "
        + $"returning {ScorecardRow.Columns}";
}
