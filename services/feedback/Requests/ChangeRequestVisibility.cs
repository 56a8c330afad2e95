using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Feedback.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;

namespace Platform.Feedback.Requests;

/// <param name="OnBoard">Other customers see it, without names, on their boards.</param>
public sealed record ChangeRequestVisibilityRequest(bool OnBoard);

public static class ChangeRequestVisibility
{
    public static void Map(IEndpointRouteBuilder requests) =>
        requests
            .MapPut("/{id:guid}/visibility", HandleAsync)
            .WithName(nameof(ChangeRequestVisibility))
            .WithDescription("Shows a request to other customers on their boards, without names, or hides it.");

    private static async Task<Ok<RequestResponse>> HandleAsync(
        Guid id,
        ChangeRequestVisibilityRequest request,
        Caller caller,
        Database database,
        RequestRepository requests,
        CancellationToken ct
    )
    {
        Ownership.RequireAll(caller);
        await using var work = await database.BeginAsync(ct);
        var locked = await RequestRepository.LockAsync(work, id);
        await work.ExecuteAsync(
            "update product_request set on_board = @OnBoard, version = version + 1 where id = @id",
            new { id, request.OnBoard }
        );
        await requests.NoteAsync(work, id, locked.Version + 1, request.OnBoard ? "shown" : "hidden", caller.Id);
        var answer = await requests.ReadAsync(work, id);
        await work.CommitAsync();
        return TypedResults.Ok(answer);
    }
}
