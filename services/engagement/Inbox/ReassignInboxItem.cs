using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;

namespace Platform.Engagement.Inbox;

/// <param name="Owner">User id of who owes it from now on.</param>
public sealed record ReassignInboxItemRequest([Required, StringLength(200)] string Owner);

public static class ReassignInboxItem
{
    public static void Map(IEndpointRouteBuilder inbox) =>
        inbox
            .MapPost("/{id:guid}/reassign", HandleAsync)
            .WithName(nameof(ReassignInboxItem))
            .WithDescription("Gives it to another person.");

    private static async Task<Results<Ok<InboxItemResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        ReassignInboxItemRequest request,
        Caller caller,
        Database database,
        CancellationToken ct
    )
    {
        await using var work = await database.BeginAsync(ct);
        var item = await InboxStore.RequireOpenAsync(work, id, caller);
        await InboxChanges.ReassignAsync(work, item, request.Owner);
        var answer = InboxItemResponse.Of((await InboxStore.ReadAsync(work, id))!, work.Context.Now);
        await work.CommitAsync();
        return TypedResults.Ok(answer);
    }
}
