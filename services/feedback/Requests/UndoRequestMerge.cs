using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Feedback.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;

namespace Platform.Feedback.Requests;

public static class UndoRequestMerge
{
    public static void Map(IEndpointRouteBuilder requests) =>
        requests
            .MapDelete("/{id:guid}/merges/{duplicateId:guid}", HandleAsync)
            .WithName(nameof(UndoRequestMerge))
            .WithDescription("Takes a merge back: each request has its own votes again.");

    /// <summary>What came with the duplicate goes back with it, also what had been merged into it before.</summary>
    private static async Task<Results<Ok<RequestResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Guid duplicateId,
        Caller caller,
        Database database,
        RequestRepository requests,
        CancellationToken ct
    )
    {
        Ownership.RequireAll(caller);
        await using var work = await database.BeginAsync(ct);
        var (target, duplicate) = await RequestMerging.LockBothAsync(work, id, duplicateId);
        if (duplicate.MergedInto != id)
            return RequestProblems.NotMerged(duplicateId, id).ToResult();
        await work.ExecuteAsync(
            "update product_request set merged_into = null, version = version + 1 where id = @duplicateId",
            new { duplicateId }
        );
        await work.ExecuteAsync(GoBack, new { id, duplicateId });
        return await RequestMerging.FinishAsync(work, requests, caller, target, duplicate, "merge undone");
    }

    private const string GoBack = """
        with recursive part as (
            select @duplicateId::uuid as id
            union all
            select r.id from product_request r join part p on r.merged_into = p.id
        )
        update request_vote set request_id = @duplicateId where request_id = @id and asked_as in (select id from part)
        """;
}
