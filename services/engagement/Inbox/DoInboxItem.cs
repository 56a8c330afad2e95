using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;

namespace Platform.Engagement.Inbox;

/// <param name="Note">What came of it.</param>
public sealed record DoInboxItemRequest([StringLength(2000)] string? Note);

public static class DoInboxItem
{
    public static void Map(IEndpointRouteBuilder inbox) =>
        inbox
            .MapPost("/{id:guid}/done", HandleAsync)
            .WithName(nameof(DoInboxItem))
            .WithDescription("Does it: a run that waits for it goes on.");

    private static async Task<Results<Ok<InboxItemResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        DoInboxItemRequest request,
        Caller caller,
        Database database,
        InboxChanges changes,
        CancellationToken ct
    )
    {
        await using var work = await database.BeginAsync(ct);
        var item = await InboxStore.RequireOpenAsync(work, id, caller);
        await changes.DoneAsync(work, item, caller, request.Note);
        var answer = InboxItemResponse.Of((await InboxStore.ReadAsync(work, id))!, work.Context.Now);
        await work.CommitAsync();
        return TypedResults.Ok(answer);
    }
}
