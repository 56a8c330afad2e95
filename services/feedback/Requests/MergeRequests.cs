using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Feedback.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;

namespace Platform.Feedback.Requests;

public sealed record MergeRequestsRequest(Guid DuplicateId);

/// <summary>Two requests were one, or one was two. Votes move; what each of them asked for, and who wrote it down,
/// stays with them.</summary>
public static class MergeRequests
{
    public static void Map(IEndpointRouteBuilder requests) =>
        requests.MapPost("/{id:guid}/merges", HandleAsync).WithName(nameof(MergeRequests));

    private static async Task<Results<Ok<RequestResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        MergeRequestsRequest request,
        Caller caller,
        Database database,
        RequestRepository requests,
        CancellationToken ct
    )
    {
        Ownership.RequireAll(caller);
        if (id == request.DuplicateId)
            return RequestProblems.Itself().ToResult();
        await using var work = await database.BeginAsync(ct);
        var (target, duplicate) = await RequestMerging.LockBothAsync(work, id, request.DuplicateId);
        if (duplicate.MergedInto is { } into)
            return RequestProblems.Merged(duplicate.Id, into).ToResult();
        await work.ExecuteAsync(
            "update product_request set merged_into = @Id, version = version + 1 where id = @DuplicateId",
            new { target.Id, request.DuplicateId }
        );
        await work.ExecuteAsync(
            "update request_vote set request_id = @Id where request_id = @DuplicateId",
            new { target.Id, request.DuplicateId }
        );
        return await RequestMerging.FinishAsync(work, requests, caller, target, duplicate, "merged");
    }
}
