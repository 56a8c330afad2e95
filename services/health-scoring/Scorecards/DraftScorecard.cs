using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.HealthScoring.Accounts;
using Platform.HealthScoring.Scorecards.Library;
using Platform.HealthScoring.Scoring;
using Platform.HealthScoring.Studies;
using Platform.HealthScoring.Validation;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.HealthScoring.Scorecards;

/// <param name="Segment">A size segment, or <c>default</c> for accounts of any other.</param>
/// <param name="Rules">Groups of weighted measures, caps and the limits of the bands.</param>
public sealed record DraftScorecardRequest(
    [Required, StringLength(100)] string Segment,
    [Required, StringLength(200)] string Name,
    [Required] Scorecard Rules
);

/// <summary><c>POST /v1/scorecards</c>: the next version for a segment, as a draft. Nothing is scored with it until it
/// is tried or activated; what it would have said before past outcomes is worked out at once.</summary>
public static class DraftScorecard
{
    public static void Map(IEndpointRouteBuilder scorecards) =>
        scorecards.MapPost("/", HandleAsync).WithName(nameof(DraftScorecard)).RequireRoles(Roles.Ops, Roles.Manager);

    private static async Task<Results<Created<ScorecardResponse>, ProblemHttpResult>> HandleAsync(
        DraftScorecardRequest request,
        Caller caller,
        Database database,
        StudyQueue studies,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var faults = ScorecardRules.FaultsOf(request.Rules);
        if (faults.Count > 0)
            return Problem
                .Invalid(faults.ToDictionary(f => $"rules.{f.Key}", f => f.Value, StringComparer.Ordinal))
                .ToResult();

        if (await KnownSizes.CheckAsync(database, "segment", request.Segment, ct) is { } unknown)
            return unknown.ToResult();

        await using var work = await database.BeginAsync(ct);
        // Two drafts of a segment at once get numbers one after the other.
        await work.LockAsync($"scoring.scorecards:{request.Segment}");
        var row = await work.SingleOrDefaultAsync<ScorecardRow>(
            Insert,
            new
            {
                Id = Guid.CreateVersion7(),
                request.Segment,
                request.Name,
                Rules = ScorecardRow.RulesOf(request.Rules),
                At = clock.GetUtcNow(),
                By = caller.Id,
            }
        );
        // So that the figures are there before it is activated.
        var study = await studies.AddAsync(
            work,
            "validation",
            row!.ScorecardId,
            StudyQueue.DefaultHorizonDays,
            caller.Id
        );
        await work.CommitAsync();
        studies.Set();
        return TypedResults.Created(
            $"/v1/scorecards/{row.ScorecardId}",
            ScorecardResponse.From(row) with
            {
                Validation = ValidationResponse.From(study),
            }
        );
    }

    private const string Insert = $"""
        insert into scorecard (scorecard_id, segment, version, name, status, rules, created_at, created_by)
        select @Id, @Segment, coalesce(max(version), 0) + 1, @Name, 'draft', @Rules::jsonb, @At, @By from scorecard
            where segment = @Segment
        returning {ScorecardRow.Columns}
        """;
}
