using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Contracts;
using Platform.Feedback.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Feedback.Surveys;

/// <param name="Type"><c>nps</c>, <c>csat</c>, <c>ces</c> or <c>custom</c>.</param>
/// <param name="Question">The one question that the score answers; for <c>custom</c> the heading.</param>
/// <param name="ScaleTo">CSAT 3–10, 5 unless said; CES 5–10, 7 unless said. The scale starts at 1; NPS is 0–10
/// always.</param>
/// <param name="Method">CSAT: <c>top_boxes</c> (share of the highest scores, the default) or <c>mean</c>. Stored with
/// the survey.</param>
/// <param name="TopBoxes">How many of the highest scores count as satisfied, 2 unless said.</param>
/// <param name="LoopAtOrBelow">A CSAT or CES score up to this opens a loop; two fifths (CSAT) or three sevenths (CES)
/// of the scale unless said. CES: high is easy.</param>
/// <param name="Product">What the survey is about, where figures are shown by product.</param>
public sealed record CreateSurveyRequest(
    [Required, StringLength(200)] string Name,
    [Required] string Type,
    [Required, StringLength(500)] string Question,
    int? ScaleTo,
    string? Method,
    int? TopBoxes,
    decimal? LoopAtOrBelow,
    [StringLength(200)] string? Product,
    [MaxLength(20)] IReadOnlyList<SurveyQuestion>? Questions
);

public static class CreateSurvey
{
    public static void Map(IEndpointRouteBuilder surveys) =>
        surveys
            .MapPost("/", HandleAsync)
            .WithName(nameof(CreateSurvey))
            .WithDescription(
                "Makes a survey: NPS on 0 to 10, CSAT or CES on a scale, or custom questions. It asks "
                    + "no one until there is a wave or trigger."
            );

    private static async Task<Results<Created<SurveyResponse>, ProblemHttpResult>> HandleAsync(
        CreateSurveyRequest request,
        Caller caller,
        Database database,
        TimeProvider clock,
        HttpResponse response,
        CancellationToken ct
    )
    {
        Ownership.RequireAll(caller);
        if (Validate(request) is { Count: > 0 } errors)
            return Problem.Invalid(errors).ToResult();

        var survey = Describe(Guid.CreateVersion7(), request);
        var answer = new SurveyResponse(
            survey.Id,
            survey.Name,
            survey.Type,
            survey.Question,
            survey.ScaleFrom,
            survey.ScaleTo,
            survey.Method,
            survey.TopBoxes,
            survey.LoopAtOrBelow,
            survey.Product,
            survey.Questions,
            "active",
            1,
            clock.GetUtcNow(),
            caller.Id
        );
        await using var work = await database.BeginAsync(ct);
        var args = new
        {
            answer.Id,
            answer.Name,
            answer.Type,
            answer.Question,
            answer.ScaleFrom,
            answer.ScaleTo,
            answer.Method,
            answer.TopBoxes,
            answer.LoopAtOrBelow,
            answer.Product,
            Questions = JsonSerializer.Serialize(answer.Questions, ContractJson.Options),
            answer.CreatedAt,
            answer.CreatedBy,
        };
        if (await work.ExecuteAsync(Insert, args) == 0)
            return NameTaken(request.Name).ToResult();
        await work.CommitAsync();
        response.SetETag(1);
        return TypedResults.Created($"/v1/surveys/{survey.Id}", answer);
    }

    /// <summary>Fills in what the type says where the request does not.</summary>
    internal static Survey Describe(Guid id, CreateSurveyRequest r)
    {
        var questions = r.Questions ?? [];
        return r.Type switch
        {
            Survey.Nps => new Survey(id, r.Name, r.Type, r.Question, 0, 10, "nps", null, null, r.Product, questions),
            Survey.Csat => Csat(r.ScaleTo ?? 5, r.Method ?? "top_boxes"),
            Survey.Ces => new Survey(
                id,
                r.Name,
                r.Type,
                r.Question,
                1,
                r.ScaleTo ?? 7,
                "mean",
                null,
                r.LoopAtOrBelow ?? Math.Floor((r.ScaleTo ?? 7) * 3m / 7),
                r.Product,
                questions
            ),
            _ => new Survey(id, r.Name, r.Type, r.Question, 0, 0, "mean", null, null, r.Product, questions),
        };

        Survey Csat(int to, string method) =>
            new(
                id,
                r.Name,
                r.Type,
                r.Question,
                1,
                to,
                method,
                method == "top_boxes" ? r.TopBoxes ?? 2 : null,
                r.LoopAtOrBelow ?? Math.Floor(to * 2m / 5),
                r.Product,
                questions
            );
    }

    private static Dictionary<string, string[]> Validate(CreateSurveyRequest r)
    {
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        if (!Survey.Types.Contains(r.Type, StringComparer.Ordinal))
            errors["type"] = [$"'{r.Type}' is none of: {string.Join(", ", Survey.Types)}"];
        if (r.Type == Survey.Nps && r.ScaleTo is not (null or 10))
            errors["scaleTo"] = ["NPS is asked on 0 to 10; anything else is no NPS"];
        if (r.Type == Survey.Csat && r.ScaleTo is < 3 or > 10)
            errors["scaleTo"] = [$"{r.ScaleTo} is not from 3 to 10"];
        if (r.Type == Survey.Ces && r.ScaleTo is < 5 or > 10)
            errors["scaleTo"] = [$"{r.ScaleTo} is not from 5 to 10"];
        if (r.Method is not null && (r.Type != Survey.Csat || r.Method is not ("top_boxes" or "mean")))
            errors["method"] = ["CSAT: top_boxes or mean; other types have one method only"];
        if (r.TopBoxes is < 1 || r.TopBoxes >= (r.ScaleTo ?? 5))
            errors["topBoxes"] = [$"{r.TopBoxes} is not from 1 to {(r.ScaleTo ?? 5) - 1}"];
        if (r.Type == Survey.Custom && r.Questions is not { Count: > 0 })
            errors["questions"] = ["a custom survey needs at least one"];
        foreach (var (question, i) in (r.Questions ?? []).Select((q, i) => (q, i)))
        {
            if (Check(question) is { } error)
                errors[$"questions[{i}]"] = [error];
        }

        if (
            (r.Questions ?? []).GroupBy(q => q.Key, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is
            { } twice
        )
            errors["questions"] = [$"the key '{twice.Key}' is there twice"];
        return errors;
    }

    private static string? Check(SurveyQuestion q) =>
        q switch
        {
            { Key: null or "" or { Length: > 50 } } => "key is missing or longer than 50 characters",
            { Text: null or "" or { Length: > 500 } } => "text is missing or longer than 500 characters",
            { Kind: "rating", ScaleTo: null or < 2 or > 10 } => "a rating needs scaleTo, 2 to 10",
            { Kind: "choice", Choices: null or { Count: < 2 or > 20 } } => "a choice needs 2 to 20 choices",
            { Kind: not ("rating" or "choice" or "text") } => $"kind '{q.Kind}' is none of: rating, choice, text",
            _ => null,
        };

    private static Problem NameTaken(string name) =>
        new(
            "feedback/survey-name-taken",
            StatusCodes.Status409Conflict,
            "There is a survey with this name.",
            $"'{name}' is the name of another survey; figures are told apart by it."
        );

    private const string Insert = """
        insert into survey (id, name, type, question, scale_from, scale_to, method, top_boxes, loop_at_or_below,
            product, questions, status, version, created_at, created_by)
        values (@Id, @Name, @Type, @Question, @ScaleFrom, @ScaleTo, @Method, @TopBoxes, @LoopAtOrBelow, @Product,
            @Questions::jsonb, 'active', 1, @CreatedAt, @CreatedBy)
        on conflict on constraint survey_name_key do nothing
        """;
}
