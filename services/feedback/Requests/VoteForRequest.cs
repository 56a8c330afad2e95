using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Feedback.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;

namespace Platform.Feedback.Requests;

/// <summary>One more who wants it. The same person, or the same account without a person, counts once.</summary>
public static class VoteForRequest
{
    public static void Map(IEndpointRouteBuilder requests) =>
        requests.MapPost("/{id:guid}/votes", HandleAsync).WithName(nameof(VoteForRequest));

    private static async Task<Ok<RequestResponse>> HandleAsync(
        Guid id,
        VoteRequest request,
        Caller caller,
        Database database,
        RequestBook book,
        Ownership ownership,
        CancellationToken ct
    )
    {
        await ownership.RequireAsync(caller, request.AccountId, ct);
        await using var work = await database.BeginAsync(ct);
        await RequestService.RequireKnownAsync(work, request.AccountId, request.ContactId);
        await RequestBook.LockAsync(work, id);
        var asking = new Asking(
            request.AccountId,
            request.ContactId,
            caller.Is(Roles.Partner) ? "api" : "csm",
            caller.Id,
            request.Note
        );
        // One more account may make the request a shared one for all that asked.
        if (await book.VoteAsync(work, id, asking))
            await book.RecountAsync(work, await RequestBook.AccountsAsync(work, id));
        var answer = await book.ReadAsync(work, id);
        await work.CommitAsync();
        return TypedResults.Ok(answer);
    }
}
