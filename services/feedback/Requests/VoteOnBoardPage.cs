using Platform.Feedback.Links;
using Platform.ServiceKit.Data;

namespace Platform.Feedback.Requests;

/// <summary>A customer needs what another one asked for.</summary>
public static class VoteOnBoardPage
{
    public static void Map(IEndpointRouteBuilder pages) =>
        pages.MapPost("/votes", HandleAsync).WithName(nameof(VoteOnBoardPage));

    private static async Task<IResult> HandleAsync(
        string token,
        HttpRequest http,
        LinkSigner links,
        Database database,
        RequestRepository requests,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var (board, refusal) = await BoardLink.OpenAsync(token, links, database, clock, ct);
        if (board is null)
            return HtmlPage.Refuse(refusal!);
        if (!http.HasFormContentType || !Guid.TryParse((await http.ReadFormAsync(ct))["request"], out var id))
            return HtmlPage.Refuse(LinkRefusal.NotAForm);
        await using var work = await database.BeginAsync(ct);
        // Only what the board shows can be voted for.
        if (
            await work.ScalarAsync<Guid?>(
                "select id from product_request where id = @id and on_board and merged_into is null and status "
                    + "not in ('shipped', 'declined') for update",
                new { id }
            )
            is null
        )
            return HtmlPage.Refuse(LinkRefusal.NotAForm);
        if (
            await requests.VoteAsync(
                work,
                id,
                new Requester(board.AccountId, null, "customer", $"board:{board.LinkId}", null)
            )
        )
            await requests.RecountAsync(work, await RequestRepository.AccountsAsync(work, id));
        await work.CommitAsync();
        return HtmlPage.Redirect($"/board/{token}?done=vote");
    }
}
