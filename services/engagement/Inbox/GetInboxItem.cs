using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;

namespace Platform.Engagement.Inbox;

/// <param name="Item">The item.</param>
/// <param name="Comments">What was said about it, the oldest first.</param>
public sealed record GetInboxItemResponse(InboxItemResponse Item, IReadOnlyList<InboxComment> Comments);

public static class GetInboxItem
{
    public static void Map(IEndpointRouteBuilder inbox) =>
        inbox
            .MapGet("/{id:guid}", HandleAsync)
            .WithName(nameof(GetInboxItem))
            .WithDescription("One item with what was said about it.");

    private static async Task<Results<Ok<GetInboxItemResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var now = clock.GetUtcNow();
        var row = await database.SingleOrDefaultAsync<InboxRow>(
            $"{InboxRow.Select} where i.id = @id and i.source <> ''",
            new { id, now },
            ct
        );
        if (row is null)
            return InboxProblems.NotFound(id).ToResult();
        var comments = await database.QueryAsync<InboxComment>(
            "select text, by, at from inbox_comment where item_id = @id order by id",
            new { id },
            ct
        );
        return TypedResults.Ok(new GetInboxItemResponse(InboxItemResponse.Of(row, now), comments));
    }
}
