using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Renewals.Renewals;

public sealed class LeadershipReviewView
{
    public Guid Id { get; init; }
    public Guid RenewalId { get; init; }
    public Guid AccountId { get; init; }
    public DateOnly EndsOn { get; init; }

    /// <summary>Days before the end at which the sources disagreed.</summary>
    public int Checkpoint { get; init; }

    /// <summary>Likelihood by health then: low, medium or high.</summary>
    public string? HealthClass { get; init; }

    /// <summary>Likelihood by the CSM's call then: low, medium or high.</summary>
    public string? CallClass { get; init; }

    /// <summary>Likelihood by stage then: low, medium or high.</summary>
    public string? StageClass { get; init; }
    public DateTimeOffset OpenedAt { get; init; }

    /// <summary>What leadership decided; left out before.</summary>
    public string? Decision { get; init; }
    public string? DecidedBy { get; init; }
    public DateTimeOffset? DecidedAt { get; init; }
}

/// <summary>What was put before leadership, because the three sources disagree by more than one class.</summary>
public static class Leadership
{
    public static void Map(IEndpointRouteBuilder renewals)
    {
        renewals
            .MapGet("/leadership-reviews", (bool? decided, Database database, CancellationToken ct) =>
                database.QueryAsync<LeadershipReviewView>(
                    $"{Select} where @decided::bool is null or (l.decided_at is not null) = @decided order by "
                        + $"r.ends_on limit 500",
                    new { decided },
                    ct
                )
            )
            .WithName("ListLeadershipReviews")
            .WithDescription("Renewals whose three likelihoods disagree, for leadership to decide.");
        renewals
            .MapPost("/leadership-reviews/{id:guid}/decision", DecideAsync)
            .WithName("DecideLeadershipReview")
            .WithDescription("What leadership decided where the three likelihoods disagreed.")
            .RequireRoles(Roles.Manager, Roles.Executive, Roles.Ops)
            .LetExecutivesWrite();
    }

    private static async Task<Results<Ok<LeadershipReviewView>, ProblemHttpResult>> DecideAsync(
        Guid id,
        DecideReviewRequest request,
        Caller caller,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        await using var work = await database.BeginAsync(ct);
        var done = await work.ExecuteAsync(
            Decide,
            new
            {
                id,
                request.Decision,
                By = caller.Id,
                Now = clock.GetUtcNow(),
            }
        );
        var row = await work.SingleOrDefaultAsync<LeadershipReviewView>($"{Select} where l.id = @id", new { id });
        if (row is null)
            return Problem.NotFound("leadership review", id).ToResult();
        if (done == 0)
        {
            return new Problem(
                "renewals/review-decided",
                StatusCodes.Status409Conflict,
                "The review is decided.",
                $"{row.DecidedBy} decided on {row.DecidedAt:yyyy-MM-dd}: {row.Decision}"
            ).ToResult();
        }

        await work.CommitAsync();
        return TypedResults.Ok(row);
    }

    private const string Select = """
        select l.id, l.renewal_id, r.account_id, r.ends_on, l.checkpoint, l.health_class, l.call_class, l.stage_class,
            l.opened_at, l.decision, l.decided_by, l.decided_at
        from leadership_review l join renewal r on r.id = l.renewal_id
        """;

    private const string Decide = """
        update leadership_review set decision = @Decision, decided_by = @By, decided_at = @Now
            where id = @id and decided_at is null
        """;
}
