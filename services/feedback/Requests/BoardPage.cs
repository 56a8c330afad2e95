using System.Globalization;
using System.Text;
using Platform.Feedback.Links;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;

namespace Platform.Feedback.Requests;

/// <summary>A customer's board as a page: what they asked for and where it stands, what others asked for (never who), a
/// vote, a new request.</summary>
public static class BoardPage
{
    private const int MostOfOthers = 100;

    public static void Map(IEndpointRouteBuilder app)
    {
        var pages = app.MapGroup("/board/{token}").RequireRoles(Roles.Customer).ExcludeFromDescription();
        pages.MapGet("/", ShowAsync);
        pages.MapPost("/votes", VoteAsync);
        pages.MapPost("/requests", AskAsync);
    }

    private static async Task<IResult> ShowAsync(
        string token,
        string? done,
        LinkSigner links,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var (board, refusal) = await OpenAsync(token, links, database, clock, ct);
        if (board is null)
            return HtmlPage.Refuse(refusal!);
        return HtmlPage.Show(
            "Product requests",
            await BodyAsync(
                token,
                board,
                database,
                done switch
                {
                    "vote" => "Your vote was counted.",
                    "request" => "Thank you, your request was recorded.",
                    _ => null,
                },
                null,
                null,
                null,
                ct
            )
        );
    }

    private static async Task<IResult> VoteAsync(
        string token,
        HttpRequest http,
        LinkSigner links,
        Database database,
        RequestBook book,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var (board, refusal) = await OpenAsync(token, links, database, clock, ct);
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
            await book.VoteAsync(work, id, new Asking(board.AccountId, null, "customer", $"board:{board.LinkId}", null))
        )
            await book.RecountAsync(work, await RequestBook.AccountsAsync(work, id));
        await work.CommitAsync();
        return SeeBoard(http, token, "vote");
    }

    private static async Task<IResult> AskAsync(
        string token,
        HttpRequest http,
        LinkSigner links,
        Database database,
        RequestBook book,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var (board, refusal) = await OpenAsync(token, links, database, clock, ct);
        if (board is null)
            return HtmlPage.Refuse(refusal!);
        if (!http.HasFormContentType)
            return HtmlPage.Refuse(LinkRefusal.NotAForm);
        var form = await http.ReadFormAsync(ct);
        var (title, description) = (
            form["title"].ToString().Trim(),
            form["description"].ToString().Trim().ReplaceLineEndings("\n")
        );
        if (title.Length is < 3 or > 200 || description.Length > 10_000)
            return HtmlPage.Show(
                "Product requests",
                await BodyAsync(
                    token,
                    board,
                    database,
                    null,
                    "Please say in 3 to 200 characters what you need.",
                    title,
                    description,
                    ct
                ),
                StatusCodes.Status422UnprocessableEntity
            );
        await using var work = await database.BeginAsync(ct);
        await book.CreateAsync(
            work,
            title,
            description,
            null,
            onBoard: false,
            new Asking(board.AccountId, null, "customer", $"board:{board.LinkId}", null)
        );
        await work.CommitAsync();
        return SeeBoard(http, token, "request");
    }

    private static IResult SeeBoard(HttpRequest http, string token, string done)
    {
        http.HttpContext.Response.Headers.Location = $"/board/{token}?done={done}";
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }

    private static async Task<(OpenBoard? Board, LinkRefusal? Refusal)> OpenAsync(
        string token,
        LinkSigner links,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var (state, id) = await links.ReadAsync(LinkKind.Board, token, ct);
        if (state != LinkState.Good)
            return (null, state == LinkState.Expired ? LinkRefusal.Expired : LinkRefusal.NotOurs);
        var board = await database.SingleOrDefaultAsync<OpenBoard>(Find, new { id }, ct);
        if (board is null)
            return (null, LinkRefusal.NotOurs);
        return board.RevokedAt is not null || clock.GetUtcNow() > board.ExpiresAt
            ? (null, LinkRefusal.Expired)
            : (board, null);
    }

    private static async Task<string> BodyAsync(
        string token,
        OpenBoard board,
        Database database,
        string? done,
        string? error,
        string? title,
        string? description,
        CancellationToken ct
    )
    {
        var rows = await database.QueryAsync<Card>(Cards, new { board.AccountId, MostOfOthers }, ct);
        var html = new StringBuilder();
        html.Append(CultureInfo.InvariantCulture, $"<h1>Product requests of {HtmlPage.Encode(board.Account)}</h1>");
        if (done is not null)
            html.Append(CultureInfo.InvariantCulture, $"<p class=\"note\" role=\"status\">{done}</p>");
        html.Append("<h2>What you asked for</h2>");
        Show(html, token, [.. rows.Where(r => r.Mine)], "You have not asked for anything yet.");
        html.Append("<h2>What others asked for</h2>");
        Show(html, token, [.. rows.Where(r => !r.Mine)], "There is nothing to vote for right now.");
        html.Append(
            CultureInfo.InvariantCulture,
            $"""
            <h2 id="ask">Ask for something new</h2>
            {(error is null ? "" : $"<div class=\"errors\" role=\"alert\"><p>{HtmlPage.Encode(error)}</p></div>")}
            <form method="post" action="/board/{HtmlPage.Encode(token)}/requests" autocomplete="off">
            <div class="field"><label class="label" for="title">What do you need?</label><input type="text" id="title" name="title" required minlength="3" maxlength="200" value="{HtmlPage.Encode(
                title
            )}"></div>
            <div class="field"><label class="label" for="description">What would it let you do? <span class="soft">(if you like)</span></label><textarea id="description" name="description" maxlength="10000">{HtmlPage.Encode(
                description
            )}</textarea></div>
            <button type="submit">Send the request</button>
            </form>
            """
        );
        return html.ToString();
    }

    private static void Show(StringBuilder html, string token, IReadOnlyList<Card> cards, string none)
    {
        if (cards.Count == 0)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p class=\"soft\">{none}</p>");
            return;
        }

        html.Append("<ul class=\"cards\">");
        foreach (var card in cards)
        {
            html.Append(
                CultureInfo.InvariantCulture,
                $"""
                <li><div class="row"><h3 class="title">{HtmlPage.Encode(
                    card.Title
                )}</h3><span class="status {card.Status}">{card.Status.Replace('_', ' ')}</span></div>
                {(string.IsNullOrEmpty(card.Description) ? "" : $"<p>{HtmlPage.Encode(card.Description)}</p>")}{(
                    card.StatusReason is null ? "" : $"<p class=\"soft\">{HtmlPage.Encode(card.StatusReason)}</p>"
                )}
                <div class="row"><span class="soft">{(
                    card.Accounts == 1 ? "1 company" : $"{card.Accounts} companies"
                )} asked for this</span>
                """
            );
            if (!card.Mine)
            {
                html.Append(
                    CultureInfo.InvariantCulture,
                    $"""
                    <form method="post" action="/board/{HtmlPage.Encode(
                        token
                    )}/votes"><input type="hidden" name="request" value="{card.Id}"><button class="quiet" type="submit" aria-label="We need this too: {HtmlPage.Encode(
                        card.Title
                    )}">We need this too</button></form>
                    """
                );
            }

            html.Append("</div></li>");
        }

        html.Append("</ul>");
    }

    private sealed class OpenBoard
    {
        public Guid LinkId { get; init; }
        public Guid AccountId { get; init; }
        public string Account { get; init; } = "";
        public DateTimeOffset ExpiresAt { get; init; }
        public DateTimeOffset? RevokedAt { get; init; }
    }

    private sealed class Card
    {
        public Guid Id { get; init; }
        public string Title { get; init; } = "";
        public string Description { get; init; } = "";
        public string Status { get; init; } = "";
        public string? StatusReason { get; init; }
        public int Accounts { get; init; }
        public bool Mine { get; init; }
    }

    private const string Find = """
        select l.id as link_id, l.account_id, a.name as account, l.expires_at, l.revoked_at from board_link l
            join account_copy a on a.account_id = l.account_id where l.id = @id
        """;

    private const string Cards = """
        with mine as (select distinct request_id as id from request_vote where account_id = @AccountId),
        others as (
            select id from product_request
                where on_board and merged_into is null and status not in ('shipped', 'declined')
                and id not in (select id from mine)
            order by created_at desc limit @MostOfOthers
        )
        select r.id, r.title, r.description, r.status, r.status_reason, (select count(distinct v.account_id)::int
            from request_vote v where v.request_id = r.id) as accounts,
               r.id in (select id from mine) as mine
        from product_request r where r.id in (select id from mine union select id from others)
        order by 6 desc, r.created_at desc
        """;
}
