using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Feedback.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;

namespace Platform.Feedback.Requests;

public sealed record VoteForRequestRequest(Guid AccountId, Guid? ContactId, [StringLength(2000)] string? Note);

/// <summary>Adds a vote. A person, or an account without a named person, counts once.</summary>
public static class VoteForRequest
{
    public static void Map(IEndpointRouteBuilder requests) =>
        requests.MapPost("/{id:guid}/votes", HandleAsync).WithName(nameof(VoteForRequest));

    private static async Task<Ok<RequestResponse>> HandleAsync(
        Guid id,
        VoteForRequestRequest request,
        Caller caller,
        Database database,
        RequestRepository requests,
        Ownership ownership,
        CancellationToken ct
    )
    {
        await ownership.RequireAsync(caller, request.AccountId, ct);
        await using var work = await database.BeginAsync(ct);
        await KnownAccounts.RequireAsync(work, request.AccountId, request.ContactId);
        await RequestRepository.LockAsync(work, id);
        var requester = new Requester(
            request.AccountId,
            request.ContactId,
            caller.Is(Roles.Partner) ? "api" : "csm",
            caller.Id,
            request.Note
        );
        // One more account may make the request a shared one for all that asked.
        if (await requests.VoteAsync(work, id, requester))
            await requests.RecountAsync(work, await RequestRepository.AccountsAsync(work, id));
        var answer = await requests.ReadAsync(work, id);
        await work.CommitAsync();
        return TypedResults.Ok(answer);
    }
}
