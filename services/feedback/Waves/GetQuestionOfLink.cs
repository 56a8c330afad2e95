using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Feedback.Surveys;

namespace Platform.Feedback.Waves;

/// <param name="Answered">There is an answer, which may still be corrected.</param>
/// <param name="Type">nps, csat, ces or custom.</param>
public sealed record GetQuestionOfLinkResponse(
    string Type,
    string Question,
    int ScaleFrom,
    int ScaleTo,
    IReadOnlyList<SurveyQuestion> Questions,
    bool Answered
);

public static class GetQuestionOfLink
{
    public static void Map(IEndpointRouteBuilder links) =>
        links
            .MapGet("/", HandleAsync)
            .WithName(nameof(GetQuestionOfLink))
            .WithDescription("What the person with the link is asked. Needs no token: the link itself gives access.");

    private static async Task<Results<Ok<GetQuestionOfLinkResponse>, ProblemHttpResult>> HandleAsync(
        string token,
        AnswerLink links,
        CancellationToken ct
    )
    {
        var (link, refusal) = await links.OpenAsync(token, ct);
        if (link is null)
            return refusal!.ToProblem().ToResult();
        var survey = link.Survey;
        return TypedResults.Ok(
            new GetQuestionOfLinkResponse(
                survey.Type,
                survey.Question,
                survey.ScaleFrom,
                survey.ScaleTo,
                survey.Questions,
                link.Earlier is not null
            )
        );
    }
}
