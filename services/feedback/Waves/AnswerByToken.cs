using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Feedback.Links;
using Platform.Feedback.Surveys;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Http;

namespace Platform.Feedback.Waves;

/// <param name="Score">Whole number on the survey's scale.</param>
public sealed record AnswerByTokenRequest(
    decimal? Score,
    string? Comment,
    IReadOnlyDictionary<string, string>? Replies,
    bool WantsReply
);

/// <summary>The answer page as data, for a product that asks in its own way.</summary>
public static class AnswerByToken
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var links = app.MapGroup("/v1/answers/{token}").RequireRoles(Roles.Customer).WithTags("Answers");
        links
            .MapGet("/", ShowAsync)
            .WithName("GetQuestionOfLink")
            .WithDescription(
                "What the person with the link is asked. Needs no token: whoever has the link may answer."
            );
        links.MapPost("/", SubmitAsync).WithName(nameof(AnswerByToken));
    }

    private static async Task<Results<Ok<QuestionOfLink>, ProblemHttpResult>> ShowAsync(
        string token,
        AnswerLink links,
        CancellationToken ct
    )
    {
        var (link, refusal) = await links.OpenAsync(token, ct);
        if (link is null)
            return Refuse(refusal!).ToResult();
        var survey = link.Survey;
        return TypedResults.Ok(
            new QuestionOfLink(
                survey.Type,
                survey.Question,
                survey.ScaleFrom,
                survey.ScaleTo,
                survey.Questions,
                link.Earlier is not null
            )
        );
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> SubmitAsync(
        string token,
        AnswerByTokenRequest request,
        AnswerLink links,
        CancellationToken ct
    )
    {
        var input = new AnswerInput(
            request.Score,
            request.Comment,
            request.Replies ?? new Dictionary<string, string>(StringComparer.Ordinal),
            request.WantsReply
        );
        var (errors, refusal) = await links.SubmitAsync(token, input, ct);
        if (refusal is not null)
            return Refuse(refusal).ToResult();
        return errors is null ? TypedResults.NoContent() : Problem.Invalid(errors).ToResult();
    }

    private static Problem Refuse(LinkRefusal refusal) =>
        new(
            refusal == LinkRefusal.NotOurs ? "feedback/no-such-link"
                : refusal == LinkRefusal.Answered ? "feedback/link-answered"
                : "feedback/link-expired",
            refusal.Status,
            refusal.Title,
            refusal.Text
        );
}
