using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Engagement.InApp;

/// <summary>A message that a person was offered, with what became of it.</summary>
public sealed class ListContactEngagementItem
{
    /// <summary>The message's id.</summary>
    public Guid MessageId { get; init; }

    /// <summary>The message's name.</summary>
    public string Name { get; init; } = "";

    /// <summary>How often it was offered, with this one.</summary>
    public int Showing { get; init; }

    /// <summary>The variant that the person got.</summary>
    public string Variant { get; init; } = "";

    /// <summary>UTC, as all instants here.</summary>
    public DateTimeOffset OfferedAt { get; init; }

    /// <summary>When the person saw it.</summary>
    public DateTimeOffset? SeenAt { get; init; }

    /// <summary>When they clicked a button or a step.</summary>
    public DateTimeOffset? ClickedAt { get; init; }

    /// <summary>When they completed it.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>When they dismissed it.</summary>
    public DateTimeOffset? DismissedAt { get; init; }

    /// <summary>Until when they put it off.</summary>
    public DateTimeOffset? SnoozedUntil { get; init; }

    /// <summary>When its goal was reached.</summary>
    public DateTimeOffset? GoalAt { get; init; }
}

public static class ListContactEngagement
{
    public static void Map(IEndpointRouteBuilder contacts) =>
        contacts
            .MapGet("/{id:guid}/engagement", HandleAsync)
            .WithName(nameof(ListContactEngagement))
            .WithDescription("Every message that a person was offered in the product, the latest first.");

    private static async Task<Results<Ok<Page<ListContactEngagementItem>>, ProblemHttpResult>> HandleAsync(
        Guid id,
        PageRequest page,
        Database database,
        CancellationToken ct
    )
    {
        if (
            await database.ScalarAsync<Guid?>(
                "select contact_id from contact_copy where contact_id = @id",
                new { id },
                ct
            )
            is null
        )
            return Problem.NotFound("contact", id).ToResult();
        var before = Cursor.Read<Position>(page.Cursor);
        var rows = await database.QueryAsync<ListContactEngagementItem>(
            Read,
            new
            {
                id,
                before?.At,
                before?.MessageId,
                Limit = page.Limit + 1,
            },
            ct
        );
        return TypedResults.Ok(
            Page<ListContactEngagementItem>.From(
                rows,
                page.Limit,
                row => row,
                row => new Position(row.OfferedAt, row.MessageId)
            )
        );
    }

    private sealed record Position(DateTimeOffset At, Guid MessageId);

    private const string Read = """
        select i.message_id, m.name, i.showing, i.variant, i.offered_at, i.seen_at, i.clicked_at, i.completed_at,
            i.dismissed_at, i.snoozed_until, i.goal_at
        from impression i join message m on m.id = i.message_id
        where i.contact_id = @id and (@At::timestamptz is null or (i.offered_at, i.message_id) < (@At, @MessageId))
        order by i.offered_at desc, i.message_id desc limit @Limit
        """;
}
