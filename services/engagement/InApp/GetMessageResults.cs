using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Engagement.InApp;

/// <param name="Variants">By key, each with what became of it. A user counts once for each showing.</param>
public sealed record GetMessageResultsResponse(IReadOnlyList<GetMessageResultsVariant> Variants);

/// <summary>What became of one variant: numbers of showings.</summary>
public sealed class GetMessageResultsVariant
{
    /// <summary>The variant's key.</summary>
    public string Variant { get; init; } = "";

    /// <summary>How often the server offered it.</summary>
    public int Offered { get; init; }

    /// <summary>How often a user saw it.</summary>
    public int Seen { get; init; }

    /// <summary>How often a button or a step was clicked.</summary>
    public int Clicked { get; init; }

    /// <summary>How often it was completed.</summary>
    public int Completed { get; init; }

    /// <summary>How often it was dismissed.</summary>
    public int Dismissed { get; init; }

    /// <summary>How often it was put off.</summary>
    public int Snoozed { get; init; }

    /// <summary>How often its goal was reached in time.</summary>
    public int GoalReached { get; init; }
}

public static class GetMessageResults
{
    public static void Map(IEndpointRouteBuilder messages) =>
        messages
            .MapGet("/{id:guid}/results", HandleAsync)
            .WithName(nameof(GetMessageResults))
            .WithDescription("How often the message was seen, clicked, completed and dismissed, per variant.");

    private static async Task<Results<Ok<GetMessageResultsResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Database database,
        MessageWriter messages,
        CancellationToken ct
    ) =>
        await messages.FindAsync(id, ct) is null
            ? Problem.NotFound("message", id).ToResult()
            : TypedResults.Ok(
                new GetMessageResultsResponse(
                    await database.QueryAsync<GetMessageResultsVariant>(Results, new { id }, ct)
                )
            );

    private const string Results = """
        select variant, count(*)::int as offered, count(seen_at)::int as seen, count(clicked_at)::int as clicked,
            count(completed_at)::int as completed, count(dismissed_at)::int as dismissed,
            count(snoozed_until)::int as snoozed, count(goal_at)::int as goal_reached
        from impression where message_id = @id group by variant order by variant
        """;
}
