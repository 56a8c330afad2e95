using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Feedback.Accounts;
using Platform.Feedback.Surveys;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

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

/// <summary>What REST and gRPC do alike.</summary>
public sealed class AnswerRecorder(Database database, AnswerRepository book, TimeProvider clock)
{
    /// <exception cref="ProblemException">The answer does not fit the survey, or names what is not known.</exception>
    public async Task<(Guid Id, bool IsNew)> RecordAsync(
        Survey survey,
        RecordAnswerRequest request,
        string by,
        CancellationToken ct
    )
    {
        var now = clock.GetUtcNow();
        var errors = survey.Validate(request.Input);
        if (request.Channel is not (null or "api" or "in_app"))
            errors["channel"] = [$"'{request.Channel}' is neither api nor in_app"];
        if (request.AnsweredAt > now.AddMinutes(5))
            errors["answeredAt"] = ["lies in the future"];
        if (errors.Count > 0)
            throw Problem.Invalid(errors).ToException();

        await using var work = await database.BeginAsync(ct);
        if (await work.ScalarAsync<string>("select status from survey where id = @Id", new { survey.Id }) == "retired")
            throw AnswerProblems.SurveyRetired(survey.Name).ToException();
        if (
            !await work.ScalarAsync<bool>(
                "select exists (select from account_copy where account_id = @AccountId)",
                new { request.AccountId }
            )
        )
            throw AnswerProblems.UnknownAccount(request.AccountId).ToException();
        if (
            request.ContactId is { } contact
            && !await work.ScalarAsync<bool>(
                "select exists (select from contact_copy where contact_id = @contact and account_id = @AccountId)",
                new { contact, request.AccountId }
            )
        )
            throw AnswerProblems.UnknownContact(contact, request.AccountId).ToException();

        var draft = new AnswerDraft(request.Input, request.Channel ?? "api", request.AnsweredAt ?? now)
        {
            AccountId = request.AccountId,
            ContactId = request.ContactId,
            Product = request.Product,
            SourceKey = request.SourceKey,
        };
        if (!await book.RecordAsync(work, survey, draft, by))
            return (
                await database.ScalarAsync<Guid>(
                    "select id from answer where survey_id = @Id and source_key = @SourceKey",
                    new { survey.Id, request.SourceKey },
                    ct
                ),
                false
            );
        await work.CommitAsync();
        return (draft.Id, true);
    }
}
