using Platform.Feedback.Links;
using Platform.ServiceKit.Data;

namespace Platform.Feedback.Requests;

/// <summary>A customer asks for something new on their board.</summary>
public static class SubmitBoardRequest
{
    public static void Map(IEndpointRouteBuilder pages) =>
        pages.MapPost("/requests", HandleAsync).WithName(nameof(SubmitBoardRequest));

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
                await BoardHtml.RenderAsync(
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
        await requests.CreateAsync(
            work,
            title,
            description,
            null,
            onBoard: false,
            new Requester(board.AccountId, null, "customer", $"board:{board.LinkId}", null)
        );
        await work.CommitAsync();
        return HtmlPage.Redirect($"/board/{token}?done=request");
    }
}
