using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Feedback.Accounts;
using Platform.Feedback.Surveys;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;

namespace Platform.Feedback.Answers;

/// <param name="Score">Whole number on the survey's scale; left out for a custom survey.</param>
/// <param name="Channel"><c>api</c> unless it says <c>in_app</c>.</param>
/// <param name="SourceKey">Your own id of the answer: sent again it is recorded once.</param>
/// <param name="AnsweredAt">Now unless said; not in the future.</param>
public sealed record RecordAnswerRequest(
    Guid AccountId,
    Guid? ContactId,
    decimal? Score,
    string? Comment,
    IReadOnlyDictionary<string, string>? Replies,
    bool WantsReply,
    [StringLength(200)] string? Product,
    string? Channel,
    [StringLength(200)] string? SourceKey,
    DateTimeOffset? AnsweredAt
)
{
    internal AnswerInput Input =>
        new(Score, Comment, Replies ?? new Dictionary<string, string>(StringComparer.Ordinal), WantsReply);
}

public static class RecordAnswer
{
    public static void Map(IEndpointRouteBuilder surveys) =>
        surveys
            .MapPost("/{surveyId:guid}/answers", HandleAsync)
            .WithName(nameof(RecordAnswer))
            .WithDescription(
                "Records an answer that was given elsewhere. With a source key of one's own it is recorded once "
                    + "however often it is sent."
            );

    private static async Task<Results<Created<AnswerResponse>, Ok<AnswerResponse>, ProblemHttpResult>> HandleAsync(
        Guid surveyId,
        RecordAnswerRequest request,
        Caller caller,
        Database database,
        SurveyCache surveys,
        Ownership ownership,
        AnswerRecorder recorder,
        CancellationToken ct
    )
    {
        await ownership.RequireAsync(caller, request.AccountId, ct);
        var (id, isNew) = await recorder.RecordAsync(await surveys.GetAsync(surveyId, ct), request, caller.Id, ct);
        var answer = (
            await database.SingleOrDefaultAsync<AnswerRow>($"{AnswerRow.Select} where a.id = @id", new { id }, ct)
        )!.ToResponse();
        return isNew ? TypedResults.Created($"/v1/surveys/{surveyId}/answers/{id}", answer) : TypedResults.Ok(answer);
    }
}
