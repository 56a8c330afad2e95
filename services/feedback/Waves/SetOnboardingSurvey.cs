using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Feedback.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Feedback.Waves;

/// <summary>Chooses the survey that is sent when an onboarding is completed; there is one from the start.</summary>
public static class SetOnboardingSurvey
{
    public static void Map(IEndpointRouteBuilder surveys) =>
        surveys
            .MapPut("/triggers/onboarding_completed", HandleAsync)
            .WithName(nameof(SetOnboardingSurvey))
            .WithDescription("The survey that people are asked when an onboarding is completed.");

    private static async Task<Results<Ok<SurveyTrigger>, ProblemHttpResult>> HandleAsync(
        SurveyTrigger request,
        Caller caller,
        Database database,
        CancellationToken ct
    )
    {
        Ownership.RequireAll(caller);
        if (request.Channel is not ("link" or "in_app" or "email"))
            return Problem.Invalid("channel", $"'{request.Channel}' is none of: link, in_app, email").ToResult();
        await using var work = await database.BeginAsync(ct);
        if (
            !await work.ScalarAsync<bool>(
                "select exists (select from survey where id = @SurveyId and status = 'active')",
                new { request.SurveyId }
            )
        )
            return Problem.NotFound("survey", request.SurveyId).ToResult();
        await work.ExecuteAsync(
            "update survey_trigger set survey_id = @SurveyId, roles = @Roles, channel = @Channel, answer_days = "
                + "@AnswerDays where trigger = 'onboarding_completed'",
            new
            {
                request.SurveyId,
                Roles = request.Roles.ToArray(),
                request.Channel,
                request.AnswerDays,
            }
        );
        await work.CommitAsync();
        return TypedResults.Ok(request);
    }
}
