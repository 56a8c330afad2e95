using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;

namespace Platform.Feedback.Requests;

/// <summary>What merging two requests and undoing it have in common.</summary>
internal static class RequestMerging
{
    /// <summary>In the order of their ids, so that two merges at once never wait for each other.</summary>
    internal static async Task<(LockedRequest Target, LockedRequest Duplicate)> LockBothAsync(
        UnitOfWork work,
        Guid id,
        Guid duplicateId
    )
    {
        var first = await RequestRepository.LockAsync(
            work,
            id.CompareTo(duplicateId) < 0 ? id : duplicateId,
            merged: true
        );
        var second = await RequestRepository.LockAsync(
            work,
            id.CompareTo(duplicateId) < 0 ? duplicateId : id,
            merged: true
        );
        var (target, duplicate) = first.Id == id ? (first, second) : (second, first);
        return target.MergedInto is { } into
            ? throw RequestProblems.Merged(id, into).ToException()
            : (target, duplicate);
    }

    internal static async Task<Results<Ok<RequestResponse>, ProblemHttpResult>> FinishAsync(
        UnitOfWork work,
        RequestRepository requests,
        Caller caller,
        LockedRequest target,
        LockedRequest duplicate,
        string what
    )
    {
        await work.ExecuteAsync("update product_request set version = version + 1 where id = @Id", new { target.Id });
        await requests.NoteAsync(work, target.Id, target.Version + 1, what, caller.Id, other: duplicate.Id);
        await requests.NoteAsync(work, duplicate.Id, duplicate.Version + 1, what, caller.Id, other: target.Id);
        await requests.RecountAsync(work, await RequestRepository.AccountsAsync(work, target.Id, duplicate.Id));
        var answer = await requests.ReadAsync(work, target.Id);
        await work.CommitAsync();
        return TypedResults.Ok(answer);
    }
}
