using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Feedback.Accounts;
using Platform.Feedback.Surveys;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Feedback.Answers;

/// <param name="Score">Whole number on the survey's scale.</param>
public sealed record CorrectAnswerRequest(
    decimal? Score,
    string? Comment,
    IReadOnlyDictionary<string, string>? Replies,
    bool WantsReply
);

/// <summary>A person changed their mind, within seven days.</summary>
public static class CorrectAnswer
{
    public static void Map(IEndpointRouteBuilder surveys) =>
        surveys.MapPut("/{surveyId:guid}/answers/{id:guid}", HandleAsync).WithName(nameof(CorrectAnswer));

    private static async Task<Results<Ok<AnswerResponse>, ProblemHttpResult>> HandleAsync(
        Guid surveyId,
        Guid id,
        CorrectAnswerRequest request,
        Caller caller,
        HttpRequest http,
        HttpResponse response,
        Database database,
        SurveyCache surveys,
        Ownership ownership,
        AnswerRepository answers,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var expected = http.ExpectedVersion();
        var survey = await surveys.GetAsync(surveyId, ct);
        await using var work = await database.BeginAsync(ct);
        if (
            await work.SingleOrDefaultAsync<AnswerRow>(
                $"{AnswerRow.Select} where a.id = @id and a.survey_id = @surveyId for update of a",
                new { id, surveyId }
            )
            is not { } row
        )
            return Problem.NotFound("answer", id).ToResult();
        await ownership.RequireAsync(caller, row.AccountId, ct);
        if (expected is { } version && version != row.Version)
            return ETags.LostUpdate("answer", version, row.Version, row.ToResponse()).ToResult();
        if (clock.GetUtcNow() > row.AnsweredAt + AnswerRepository.CorrectableFor)
            return AnswerProblems.NoLongerCorrectable(row.AnsweredAt + AnswerRepository.CorrectableFor).ToResult();

        var input = new AnswerInput(
            request.Score,
            request.Comment,
            request.Replies ?? new Dictionary<string, string>(StringComparer.Ordinal),
            request.WantsReply
        );
        if (survey.Validate(input) is { Count: > 0 } errors)
            return Problem.Invalid(errors).ToResult();
        await answers.CorrectAsync(work, survey, row.ToDraft(input));
        var answer = (await work.SingleOrDefaultAsync<AnswerRow>($"{AnswerRow.Select} where a.id = @id", new { id }))!;
        await work.CommitAsync();
        response.SetETag(answer.Version);
        return TypedResults.Ok(answer.ToResponse());
    }
}
