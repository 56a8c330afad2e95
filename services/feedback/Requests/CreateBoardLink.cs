using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Platform.Feedback.Accounts;
using Platform.Feedback.Links;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;

namespace Platform.Feedback.Requests;

/// <param name="Days">The link's life, 1–365, 180 unless said.</param>
public sealed record CreateBoardLinkRequest([Range(1, 365)] int? Days);

/// <param name="Link">Opens the board of one customer without a sign-in.</param>
public sealed record CreateBoardLinkResponse(Guid Id, Guid AccountId, string Link, DateTimeOffset ExpiresAt);

/// <summary>A customer's way to their board: their requests with status, and what others asked for that is shown to
/// all.</summary>
public static class CreateBoardLink
{
    public static void Map(IEndpointRouteBuilder account) =>
        account.MapPost("/board-links", HandleAsync).WithName(nameof(CreateBoardLink));

    private static async Task<Created<CreateBoardLinkResponse>> HandleAsync(
        Guid accountId,
        CreateBoardLinkRequest request,
        Caller caller,
        Database database,
        Ownership ownership,
        LinkSigner links,
        IOptions<CustomerLinkOptions> options,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        await ownership.RequireAsync(caller, accountId, ct);
        var (id, now) = (Guid.CreateVersion7(), clock.GetUtcNow());
        var expires = now.AddDays(request.Days ?? 180);
        await using var work = await database.BeginAsync(ct);
        await KnownAccounts.RequireAsync(work, accountId, null);
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
            new CreateBoardLinkResponse(
                id,
                accountId,
                options.Value.BoardLink(await links.SignAsync(LinkKind.Board, id, expires, ct)),
                expires
            )
        );
    }

    private const string Insert =
        "insert into board_link (id, account_id, created_at, created_by, expires_at) values (@id, @accountId, "
        + "@now, @By, @expires)";
}
