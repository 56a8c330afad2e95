using Platform.Feedback.Links;

namespace Platform.Feedback.Waves;

/// <summary>The page after the form: loading it again sends nothing again.</summary>
public static class ShowAnswerThanks
{
    public static void Map(IEndpointRouteBuilder pages) =>
        pages.MapGet("/thanks", HandleAsync).WithName(nameof(ShowAnswerThanks));

    private static async Task<IResult> HandleAsync(string token, AnswerLink links, CancellationToken ct)
    {
        var (link, refusal) = await links.OpenAsync(token, ct);
        if (link?.Earlier is null)
            return HtmlPage.Refuse(refusal ?? LinkRefusal.NotOurs);
        return HtmlPage.Show(
            "Thank you",
            $"""
            <h1>Thank you</h1>
            <p>Your answer was recorded. A person here reads every one of them.</p>
            <p class="soft">Changed your mind? For seven days you may <a href="/answer/{HtmlPage.Encode(
                token
            )}">correct your answer</a>.</p>
            """
        );
    }
}
