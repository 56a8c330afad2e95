using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;

namespace Platform.Engagement.Inbox;

/// <param name="Until">When it comes back, within a year.</param>
public sealed record SnoozeInboxItemRequest([Required] DateTimeOffset? Until);

public static class SnoozeInboxItem
{
    public static void Map(IEndpointRouteBuilder inbox) =>
        inbox
            .MapPost("/{id:guid}/snooze", HandleAsync)
            .WithName(nameof(SnoozeInboxItem))
            .WithDescription("Puts it away until an instant; its due day stays.");

    private static async Task<Results<Ok<InboxItemResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        SnoozeInboxItemRequest request,
        Caller caller,
        Database database,
        CancellationToken ct
    )
    {
        await using var work = await database.BeginAsync(ct);
        var item = await InboxStore.RequireOpenAsync(work, id, caller);
        await InboxChanges.SnoozeAsync(work, item, request.Until!.Value);
        var answer = InboxItemResponse.Of((await InboxStore.ReadAsync(work, id))!, work.Context.Now);
        await work.CommitAsync();
        return TypedResults.Ok(answer);
    }
}
