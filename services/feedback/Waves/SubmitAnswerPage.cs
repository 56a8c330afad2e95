using System.Globalization;
using Platform.Feedback.Links;
using Platform.Feedback.Surveys;

namespace Platform.Feedback.Waves;

/// <summary>Records what was sent from the page behind a personal link.</summary>
public static class SubmitAnswerPage
{
    public static void Map(IEndpointRouteBuilder pages) =>
        pages.MapPost("/", HandleAsync).WithName(nameof(SubmitAnswerPage));

    private static async Task<IResult> HandleAsync(
        string token,
        HttpRequest request,
        AnswerLink links,
        CancellationToken ct
    )
    {
        if (!request.HasFormContentType)
            return HtmlPage.Refuse(LinkRefusal.NotAForm);
        var form = await request.ReadFormAsync(ct);
        var input = new AnswerInput(
            decimal.TryParse(form["score"], NumberStyles.None, CultureInfo.InvariantCulture, out var score)
                ? score
                : null,
            form["comment"].ToString().Trim().ReplaceLineEndings("\n"),
            form.Where(f => f.Key.StartsWith("q.", StringComparison.Ordinal) && !string.IsNullOrWhiteSpace(f.Value))
                .ToDictionary(f => f.Key[2..], f => f.Value.ToString().Trim(), StringComparer.Ordinal),
            form.ContainsKey("wantsReply")
        );
        var (errors, refusal) = await links.SubmitAsync(token, input, ct);
        if (refusal is not null)
            return HtmlPage.Refuse(refusal);
        if (errors is null)
            return HtmlPage.Redirect($"/answer/{token}/thanks");

        var (link, gone) = await links.OpenAsync(token, ct);
        return link is null
            ? HtmlPage.Refuse(gone!)
            : HtmlPage.Show(
                link.Survey.Question,
                AnswerForm.Render(link.Survey, input, link.Earlier is not null, errors),
                StatusCodes.Status422UnprocessableEntity
            );
    }
}
