using System.Globalization;
using Platform.Feedback.Links;
using Platform.Feedback.Surveys;

namespace Platform.Feedback.Waves;

/// <summary>The page behind a personal link. Reading it records nothing, so that mail scanners may follow
/// links.</summary>
public static class ShowAnswerPage
{
    public static void Map(IEndpointRouteBuilder pages) =>
        pages.MapGet("/", HandleAsync).WithName(nameof(ShowAnswerPage));

    private static async Task<IResult> HandleAsync(string token, string? score, AnswerLink links, CancellationToken ct)
    {
        var (link, refusal) = await links.OpenAsync(token, ct);
        if (link is null)
            return HtmlPage.Refuse(refusal!);
        // A number clicked in the e-mail is chosen already.
        var chosen = decimal.TryParse(score, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : (decimal?)null;
        var input = link.Earlier is { } earlier
            ? earlier with
            {
                Score = chosen ?? earlier.Score,
            }
            : new AnswerInput(chosen, null, new Dictionary<string, string>(StringComparer.Ordinal), false);
        return HtmlPage.Show(
            link.Survey.Question,
            AnswerForm.Render(link.Survey, input, link.Earlier is not null, errors: null)
        );
    }
}
