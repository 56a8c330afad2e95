using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;

namespace Platform.Engagement.Inbox;

/// <param name="Text">What is to be known of it.</param>
public sealed record CommentInboxItemRequest([Required, StringLength(2000)] string Text);

public static class CommentInboxItem
{
    public static void Map(IEndpointRouteBuilder inbox) =>
        inbox
            .MapPost("/{id:guid}/comment", HandleAsync)
            .WithName(nameof(CommentInboxItem))
            .WithDescription("Says something about it.");

    private static async Task<Results<Ok<InboxItemResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        CommentInboxItemRequest request,
        Caller caller,
        Database database,
        CancellationToken ct
    )
    {
        await using var work = await database.BeginAsync(ct);
        var item = await InboxStore.RequireOpenAsync(work, id, caller);
        await InboxChanges.CommentAsync(work, item, request.Text, caller);
        var answer = InboxItemResponse.Of((await InboxStore.ReadAsync(work, id))!, work.Context.Now);
        await work.CommitAsync();
        return TypedResults.Ok(answer);
    }
}
