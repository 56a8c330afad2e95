using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Engagement.Inbox;

/// <param name="Ids">1–200 items.</param>
/// <param name="Action"><c>done</c>, <c>snooze</c> or <c>reassign</c>.</param>
/// <param name="Until">With <c>snooze</c>: when they come back.</param>
/// <param name="Owner">With <c>reassign</c>: user id of who owes them.</param>
/// <param name="Note">With <c>done</c>: what came of them.</param>
public sealed record ChangeInboxItemsRequest(
    [Required, Length(1, 200)] IReadOnlyList<Guid> Ids,
    [Required] string Action,
    DateTimeOffset? Until,
    [StringLength(200)] string? Owner,
    [StringLength(2000)] string? Note
);

/// <param name="Results">One for each id, in their order.</param>
public sealed record ChangeInboxItemsResponse(IReadOnlyList<ChangedInboxItem> Results);

public static class ChangeInboxItems
{
    public static void Map(IEndpointRouteBuilder inbox) =>
        inbox
            .MapPost("/bulk", HandleAsync)
            .WithName(nameof(ChangeInboxItems))
            .WithDescription("Does the same with up to 200 items; each succeeds or fails by itself.");

    private static async Task<Results<Ok<ChangeInboxItemsResponse>, ProblemHttpResult>> HandleAsync(
        ChangeInboxItemsRequest request,
        Caller caller,
        Database database,
        InboxChanges changes,
        CancellationToken ct
    )
    {
        if (request.Action is not ("done" or "snooze" or "reassign"))
            return Problem.Invalid("action", $"'{request.Action}' is none of: done, snooze, reassign").ToResult();
        if (request.Action == "snooze" && request.Until is null)
            return Problem.Invalid("until", "is missing").ToResult();
        if (request.Action == "reassign" && string.IsNullOrWhiteSpace(request.Owner))
            return Problem.Invalid("owner", "is missing").ToResult();
        var results = new List<ChangedInboxItem>();
        await using var work = await database.BeginAsync(ct);
        foreach (var id in request.Ids.Distinct())
        {
            // What is refused changed nothing: every check stands before the first write.
            try
            {
                var item = await InboxStore.RequireOpenAsync(work, id, caller);
                await (
                    request.Action switch
                    {
                        "done" => changes.DoneAsync(work, item, caller, request.Note),
                        "snooze" => InboxChanges.SnoozeAsync(work, item, request.Until!.Value),
                        _ => InboxChanges.ReassignAsync(work, item, request.Owner!),
                    }
                );
                results.Add(new ChangedInboxItem(id, true, null, null));
            }
            catch (ProblemException refused)
            {
                results.Add(new ChangedInboxItem(id, false, refused.Problem.Type, refused.Problem.Detail));
            }
        }

        await work.CommitAsync();
        return TypedResults.Ok(new ChangeInboxItemsResponse(results));
    }
}
