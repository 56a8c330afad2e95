using Platform.Feedback.Links;
using Platform.ServiceKit.Data;

namespace Platform.Feedback.Requests;

/// <summary>The board of a customer: what they asked for and where it stands, and what others asked for, without
/// names.</summary>
public static class ShowBoardPage
{
    public static void Map(IEndpointRouteBuilder pages) =>
        pages.MapGet("/", HandleAsync).WithName(nameof(ShowBoardPage));

    private static async Task<IResult> HandleAsync(
        string token,
        string? done,
        LinkSigner links,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var (board, refusal) = await BoardLink.OpenAsync(token, links, database, clock, ct);
        if (board is null)
            return HtmlPage.Refuse(refusal!);
        return HtmlPage.Show(
            "Product requests",
            await BoardHtml.RenderAsync(
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
}
