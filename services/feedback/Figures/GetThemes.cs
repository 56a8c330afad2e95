using Platform.Feedback.Surveys;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Feedback.Figures;

/// <summary>What the unhappy write about and the happy do not, and the other way round.</summary>
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

    private static async Task<SurveyThemes> HandleAsync(
        Guid id,
        DateOnly? from,
        DateOnly? to,
        string? segment,
        int? most,
        SurveyCache surveys,
        Database database,
        CancellationToken ct
    )
    {
        if (most is < 1 or > 100)
            throw Problem.Invalid("most", $"{most} is not from 1 to 100").ToException();
        var survey = await surveys.GetAsync(id, ct);
        if (!survey.HasScore)
            throw Problem.Invalid("id", $"'{survey.Name}' has no score to tell happy from unhappy by").ToException();
        var args = new
        {
            id,
            from,
            to,
            segment,
            Bad = survey.Type == Survey.Nps ? 6 : survey.LoopAtOrBelow,
            Good = survey.Type == Survey.Nps ? 9 : survey.ScaleTo - 1,
            Limit = MostComments,
        };
        var rows = await database.QueryAsync<(bool Happy, string Comment)>(Sql, args, ct);
        var (happy, unhappy) = (
            rows.Where(r => r.Happy).Select(r => r.Comment).ToList(),
            rows.Where(r => !r.Happy).Select(r => r.Comment).ToList()
        );
        return new SurveyThemes(unhappy.Count, happy.Count, How, Themes.Of(unhappy, happy, most ?? 20));
    }

    private const string Sql = """
        select score >= @Good as happy, comment from answer
        where survey_id = @id and comment is not null and (score <= @Bad or score >= @Good)
          and (@from::date is null or answered_at >= @from::date) and (@to::date is null or answered_at < @to::date + 1)
          and (@segment::text is null or @segment = any(segments || size || motion || priority))
        order by answered_at desc limit @Limit
        """;
}
