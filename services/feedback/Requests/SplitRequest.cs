using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Feedback.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;

namespace Platform.Feedback.Requests;

/// <param name="VoteIds">The votes that mean the other thing; the rest stay.</param>
public sealed record SplitRequestRequest(
    [Required, StringLength(200, MinimumLength = 3)] string Title,
    [StringLength(10_000)] string? Description,
    [Required, MinLength(1), MaxLength(1000)] IReadOnlyList<Guid> VoteIds
);

public static class SplitRequest
{
    public static void Map(IEndpointRouteBuilder requests) =>
        requests
            .MapPost("/{id:guid}/splits", HandleAsync)
            .WithName(nameof(SplitRequest))
            .WithDescription("Takes votes that mean another thing out of a request into one of their own.");

    private static async Task<Results<Created<RequestResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        SplitRequestRequest request,
        Caller caller,
        Database database,
        RequestRepository requests,
        CancellationToken ct
    )
    {
        Ownership.RequireAll(caller);
        await using var work = await database.BeginAsync(ct);
        var whole = await RequestRepository.LockAsync(work, id);
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

        var part = await requests.CreateAsync(
            work,
            request.Title.Trim(),
            request.Description?.Trim() ?? "",
            null,
            onBoard: false,
            new Requester(default, null, "csm", caller.Id, null),
            splitFrom: id
        );
        await work.ExecuteAsync("update request_vote set request_id = @part where id = any(@ids)", new { part, ids });
        await work.ExecuteAsync(
            "update product_request p set product = w.product, status = w.status, version = p.version + (p.id = "
                + "@id)::int from product_request w where w.id = @id and p.id in (@id, @part)",
            new { id, part }
        );
        await requests.NoteAsync(work, id, whole.Version + 1, "split", caller.Id, other: part);
        await requests.RecountAsync(work, await RequestRepository.AccountsAsync(work, id, part));
        var answer = await requests.ReadAsync(work, part);
        await work.CommitAsync();
        return TypedResults.Created($"/v1/requests/{part}", answer);
    }
}
