using System.Globalization;
using System.Text;
using Platform.Feedback.Links;
using Platform.ServiceKit.Data;

namespace Platform.Feedback.Requests;

/// <summary>The body of the board page.</summary>
internal static class BoardHtml
{
    private const int MostOfOthers = 100;

    public static async Task<string> RenderAsync(
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
        AppendCards(html, token, [.. rows.Where(r => r.Mine)], "You have not asked for anything yet.");
        html.Append("<h2>What others asked for</h2>");
        AppendCards(html, token, [.. rows.Where(r => !r.Mine)], "There is nothing to vote for right now.");
        html.Append(
            CultureInfo.InvariantCulture,
            $"""
            <h2 id="ask">Ask for something new</h2>
            {(error is null ? "" : $"<div class=\"errors\" role=\"alert\"><p>{HtmlPage.Encode(error)}</p></div>")}
            <form method="post" action="/board/{HtmlPage.Encode(token)}/requests" autocomplete="off">
            <div class="field"><label class="label" for="title">What do you need?</label>
            <input type="text" id="title" name="title" required minlength="3" maxlength="200"
              value="{HtmlPage.Encode(title)}"></div>
            <div class="field"><label class="label" for="description">What would it let you do?
            <span class="soft">(if you like)</span></label>
            <textarea id="description" name="description" maxlength="10000">{HtmlPage.Encode(
                description
            )}</textarea></div>
            <button type="submit">Send the request</button>
            </form>
            """
        );
        return html.ToString();
    }

    private static void AppendCards(StringBuilder html, string token, IReadOnlyList<Card> cards, string none)
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
                    <form method="post" action="/board/{HtmlPage.Encode(token)}/votes">
                    <input type="hidden" name="request" value="{card.Id}"><button class="quiet" type="submit"
                      aria-label="We need this too: {HtmlPage.Encode(card.Title)}">We need this too</button></form>
                    """
                );
            }

            html.Append("</div></li>");
        }

        html.Append("</ul>");
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
