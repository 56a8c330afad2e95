using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Platform.Feedback.Accounts;
using Platform.Feedback.Links;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Feedback.Requests;

/// <param name="Days">The link's life, 1–365, 180 unless said.</param>
public sealed record CreateBoardLinkRequest([Range(1, 365)] int? Days);

/// <summary>A customer's way to their board: their requests with status, and what others asked for that is shown to
/// all.</summary>
public static class CreateBoardLink
{
    public static void Map(IEndpointRouteBuilder account)
    {
        account.MapPost("/board-links", HandleAsync).WithName(nameof(CreateBoardLink));
        account
            .MapDelete("/board-links/{id:guid}", RevokeAsync)
            .WithName("RevokeBoardLink")
            .WithDescription("The link to a customer's board works no more.");
    }

    private static async Task<Created<BoardLinkResponse>> HandleAsync(
        Guid accountId,
        CreateBoardLinkRequest request,
        Caller caller,
        Database database,
        Ownership ownership,
        LinkSigner links,
        IOptions<CustomerLinks> options,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        await ownership.RequireAsync(caller, accountId, ct);
        var (id, now) = (Guid.CreateVersion7(), clock.GetUtcNow());
        var expires = now.AddDays(request.Days ?? 180);
        await using var work = await database.BeginAsync(ct);
        await RequestService.RequireKnownAsync(work, accountId, null);
        await work.ExecuteAsync(
            Insert,
            new
            {
                id,
                accountId,
                now,
                By = caller.Id,
                expires,
            }
        );
        await work.CommitAsync();
        return TypedResults.Created(
            $"/v1/accounts/{accountId}/feedback/board-links/{id}",
            new BoardLinkResponse(
                id,
                accountId,
                options.Value.BoardLink(await links.SignAsync(LinkKind.Board, id, expires, ct)),
                expires
            )
        );
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RevokeAsync(
        Guid accountId,
        Guid id,
        Caller caller,
        Database database,
        Ownership ownership,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        await ownership.RequireAsync(caller, accountId, ct);
        await using var work = await database.BeginAsync(ct);
        if (
            await work.ExecuteAsync(
                "update board_link set revoked_at = coalesce(revoked_at, @Now) where id = @id and account_id = "
                    + "@accountId",
                new
                {
                    id,
                    accountId,
                    Now = clock.GetUtcNow(),
                }
            ) == 0
        )
            return Problem.NotFound("link", id).ToResult();
        await work.CommitAsync();
        return TypedResults.NoContent();
    }

    private const string Insert =
        "insert into board_link (id, account_id, created_at, created_by, expires_at) values (@id, @accountId, "
        + "@now, @By, @expires)";
}
