using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Feedback.Surveys;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Feedback.Figures;

/// <param name="How">How the words were found, for people.</param>
/// <param name="UnhappyComments">Comments of those who are not satisfied.</param>
/// <param name="HappyComments">Comments of those who are.</param>
/// <param name="Themes">Words that one of the two uses clearly more often.</param>
public sealed record GetThemesResponse(int UnhappyComments, int HappyComments, string How, IReadOnlyList<Theme> Themes);

public sealed record GetThemesQuery(
    DateOnly? From,
    DateOnly? To,
    string? Segment,
    string? Size,
    string? Motion,
    string? Priority,
    int? Most
);

/// <summary>Words that distinguish the comments of unhappy people from those of happy ones.</summary>
public static class GetThemes
{
    private const int MostComments = 20_000;
    private const string How =
        "Words and pairs of words that tell the comments of the unhappy (detractors; CSAT and CES up to the "
        + "score that opens a loop) from those of the happy (promoters; the two highest scores). "
        + "Weighted log-odds with a Dirichlet prior; each comment counts a word once; |z| above 1.96 is more than "
        + "noise for one word, but of many words some are above it by chance.";

    public static void Map(IEndpointRouteBuilder surveys) =>
        surveys.MapGet("/{id:guid}/themes", HandleAsync).WithName(nameof(GetThemes));

    private static async Task<Ok<GetThemesResponse>> HandleAsync(
        Guid id,
        [AsParameters] GetThemesQuery query,
        SurveyCache surveys,
        Database database,
        CancellationToken ct
    )
    {
        if (query.Most is < 1 or > 100)
            throw Problem.Invalid("most", $"{query.Most} is not from 1 to 100").ToException();
        var survey = await surveys.GetAsync(id, ct);
        if (!survey.HasScore)
            throw Problem.Invalid("id", $"'{survey.Name}' has no score to tell happy from unhappy by").ToException();
        var args = new
        {
            id,
            query.From,
            query.To,
            query.Segment,
            query.Size,
            query.Motion,
            query.Priority,
            Bad = survey.Type == Survey.Nps ? 6 : survey.LoopAtOrBelow,
            Good = survey.Type == Survey.Nps ? 9 : survey.ScaleTo - 1,
            Limit = MostComments,
        };
        var rows = await database.QueryAsync<(bool Happy, string Comment)>(Sql, args, ct);
        var (happy, unhappy) = (
            rows.Where(r => r.Happy).Select(r => r.Comment).ToList(),
            rows.Where(r => !r.Happy).Select(r => r.Comment).ToList()
        );
        return TypedResults.Ok(
            new GetThemesResponse(unhappy.Count, happy.Count, How, Themes.Of(unhappy, happy, query.Most ?? 20))
        );
    }

    private const string Sql = """
        select score >= @Good as happy, comment from answer
        where survey_id = @id and comment is not null and (score <= @Bad or score >= @Good)
          and (@from::date is null or answered_at >= @from::date) and (@to::date is null or answered_at < @to::date + 1)
          and (@Segment::text is null or @Segment = any(segments))
          and (@Size::text is null or size = @Size)
          and (@Motion::text is null or motion = @Motion)
          and (@Priority::text is null or priority = @Priority)
        order by answered_at desc limit @Limit
        """;
}
