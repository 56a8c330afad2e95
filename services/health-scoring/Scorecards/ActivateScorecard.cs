using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Contracts.HealthScoring;
using Platform.HealthScoring.Rescoring;
using Platform.HealthScoring.Scorecards.Library;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.HealthScoring.Scorecards;

/// <summary><c>POST /v1/scorecards/{id}/activate</c>: puts a draft, or a scorecard on trial, in force, retires the
/// version before it, and has the segment's accounts rescored.</summary>
public static class ActivateScorecard
{
    public static void Map(IEndpointRouteBuilder scorecards) =>
        scorecards
            .MapPost("/{id:guid}/activate", HandleAsync)
            .WithName(nameof(ActivateScorecard))
            .RequireRoles(Roles.Ops, Roles.Manager);

    private static async Task<Results<Ok<ScorecardResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        HttpRequest http,
        Database database,
        TimeProvider clock,
        ScoringSignal signal,
        CancellationToken ct
    )
    {
        var expected = http.ExpectedVersion();
        await using var work = await database.BeginAsync(ct);
        if (
            await work.SingleOrDefaultAsync<ScorecardRow>(
                $"select {ScorecardRow.Columns} from scorecard where scorecard_id = @id for update",
                new { id }
            )
            is not { } draft
        )
            return ScorecardProblems.NotFound(id).ToResult();
        if (draft.Status is not ("draft" or "trial"))
            return ScorecardProblems.NotADraft(draft).ToResult();
        if (expected is { } version && version != draft.RowVersion)
            return ETags.LostUpdate("scorecard", version, draft.RowVersion, ScorecardResponse.From(draft)).ToResult();

        var args = new
        {
            id,
            draft.Segment,
            At = clock.GetUtcNow(),
        };
        await work.ExecuteAsync(Retire, args);
        var active = await work.SingleOrDefaultAsync<ScorecardRow>(Activate, args);
        await work.ExecuteAsync(MarkSegment, args);
        await work.EnqueueAsync(new ScorecardActivated(id, draft.Segment, draft.Version), key: id);
        await work.CommitAsync();
        signal.Set();
        return TypedResults.Ok(ScorecardResponse.From(active!));
    }

    private const string Retire =
        "update scorecard set status = 'retired', retired_at = @At, row_version = row_version + 1 where segment "
        + "= @Segment and status = 'active'";

    private const string Activate = $"""
        update scorecard set status = 'active', activated_at = @At, row_version = row_version + 1
            where scorecard_id = @id
        returning {ScorecardRow.Columns}
        """;

    /// <summary>The scorecard for any segment also serves accounts whose segment has none of its own.</summary>
    internal const string MarkSegment = """
        insert into dirty_account (account_id, priority)
        select account_id, 1 from account
        where segment = @Segment or (@Segment = 'default' and not exists (select from scorecard s
            where s.segment = account.segment and s.status = 'active'))
        order by account_id
        """;
}
