using Platform.Feedback.Accounts;
using Platform.Feedback.Surveys;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Feedback.Answers;

/// <summary>Records answers for REST and gRPC.</summary>
public sealed class AnswerRecorder(Database database, AnswerRepository answers, TimeProvider clock)
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
        await KnownAccounts.RequireAsync(work, request.AccountId, request.ContactId);

        var draft = new AnswerDraft(request.Input, request.Channel ?? "api", request.AnsweredAt ?? now)
        {
            AccountId = request.AccountId,
            ContactId = request.ContactId,
            Product = request.Product,
            SourceKey = request.SourceKey,
        };
        if (!await answers.RecordAsync(work, survey, draft, by))
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
