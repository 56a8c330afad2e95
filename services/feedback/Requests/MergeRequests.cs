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
    public static void Map(IEndpointRouteBuilder requests)
    {
        requests.MapPost("/{id:guid}/merges", MergeAsync).WithName(nameof(MergeRequests));
        requests
            .MapDelete("/{id:guid}/merges/{duplicateId:guid}", UndoAsync)
            .WithName("UndoRequestMerge")
            .WithDescription("Takes a merge back: each request has its own votes again.");
        requests
            .MapPost("/{id:guid}/splits", SplitAsync)
            .WithName("SplitRequest")
            .WithDescription("Takes votes that mean another thing out of a request into one of their own.");
    }

    private static async Task<Results<Ok<RequestResponse>, ProblemHttpResult>> MergeAsync(
        Guid id,
        MergeRequestsRequest request,
        Caller caller,
        Database database,
        RequestBook book,
        CancellationToken ct
    )
    {
        Ownership.RequireAll(caller);
        if (id == request.DuplicateId)
            return RequestProblems.Itself().ToResult();
        await using var work = await database.BeginAsync(ct);
        var (target, duplicate) = await LockBothAsync(work, id, request.DuplicateId);
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
        return await FinishAsync(work, book, caller, target, duplicate, "merged");
    }

    /// <summary>What came with the duplicate goes back with it, also what had been merged into it before.</summary>
    private static async Task<Results<Ok<RequestResponse>, ProblemHttpResult>> UndoAsync(
        Guid id,
        Guid duplicateId,
        Caller caller,
        Database database,
        RequestBook book,
        CancellationToken ct
    )
    {
        Ownership.RequireAll(caller);
        await using var work = await database.BeginAsync(ct);
        var (target, duplicate) = await LockBothAsync(work, id, duplicateId);
        if (duplicate.MergedInto != id)
            return RequestProblems.NotMerged(duplicateId, id).ToResult();
        await work.ExecuteAsync(
            "update product_request set merged_into = null, version = version + 1 where id = @duplicateId",
            new { duplicateId }
        );
        await work.ExecuteAsync(GoBack, new { id, duplicateId });
        return await FinishAsync(work, book, caller, target, duplicate, "merge undone");
    }

    private static async Task<Results<Created<RequestResponse>, ProblemHttpResult>> SplitAsync(
        Guid id,
        SplitRequestRequest request,
        Caller caller,
        Database database,
        RequestBook book,
        CancellationToken ct
    )
    {
        Ownership.RequireAll(caller);
        await using var work = await database.BeginAsync(ct);
        var whole = await RequestBook.LockAsync(work, id);
        var ids = request.VoteIds.Distinct().ToArray();
        var (all, moving) = await work.SingleOrDefaultAsync<(int, int)>(
            "select count(*)::int, (count(*) filter (where id = any(@ids)))::int from request_vote where "
                + "request_id = @id",
            new { id, ids }
        );
        if (moving < ids.Length)
            return RequestProblems.NoSuchVotes(ids.Length - moving).ToResult();
        if (moving == all)
            return RequestProblems.NothingLeft().ToResult();

        var part = await book.CreateAsync(
            work,
            request.Title.Trim(),
            request.Description?.Trim() ?? "",
            null,
            onBoard: false,
            new Asking(default, null, "csm", caller.Id, null),
            splitFrom: id
        );
        await work.ExecuteAsync("update request_vote set request_id = @part where id = any(@ids)", new { part, ids });
        await work.ExecuteAsync(
            "update product_request p set product = w.product, status = w.status, version = p.version + (p.id = "
                + "@id)::int from product_request w where w.id = @id and p.id in (@id, @part)",
            new { id, part }
        );
        await book.NoteAsync(work, id, whole.Version + 1, "split", caller.Id, other: part);
        await book.RecountAsync(work, await RequestBook.AccountsAsync(work, id, part));
        var answer = await book.ReadAsync(work, part);
        await work.CommitAsync();
        return TypedResults.Created($"/v1/requests/{part}", answer);
    }

    /// <summary>In the order of their ids, so that two merges at once never wait for each other.</summary>
    private static async Task<(LockedRequest Target, LockedRequest Duplicate)> LockBothAsync(
        UnitOfWork work,
        Guid id,
        Guid duplicateId
    )
    {
        var first = await RequestBook.LockAsync(work, id.CompareTo(duplicateId) < 0 ? id : duplicateId, merged: true);
        var second = await RequestBook.LockAsync(work, id.CompareTo(duplicateId) < 0 ? duplicateId : id, merged: true);
        var (target, duplicate) = first.Id == id ? (first, second) : (second, first);
        return target.MergedInto is { } into
            ? throw RequestProblems.Merged(id, into).ToException()
            : (target, duplicate);
    }

    private static async Task<Results<Ok<RequestResponse>, ProblemHttpResult>> FinishAsync(
        UnitOfWork work,
        RequestBook book,
        Caller caller,
        LockedRequest target,
        LockedRequest duplicate,
        string what
    )
    {
        await work.ExecuteAsync("update product_request set version = version + 1 where id = @Id", new { target.Id });
        await book.NoteAsync(work, target.Id, target.Version + 1, what, caller.Id, other: duplicate.Id);
        await book.NoteAsync(work, duplicate.Id, duplicate.Version + 1, what, caller.Id, other: target.Id);
        await book.RecountAsync(work, await RequestBook.AccountsAsync(work, target.Id, duplicate.Id));
        var answer = await book.ReadAsync(work, target.Id);
        await work.CommitAsync();
        return TypedResults.Ok(answer);
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
