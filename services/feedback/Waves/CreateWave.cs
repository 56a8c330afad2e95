using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Feedback.Accounts;
using Platform.Feedback.Answers;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Feedback.Waves;

/// <param name="Channel"><c>email</c> (handed over to a system that sends e-mail), <c>in_app</c> (the product asks) or
/// <c>link</c> (you pass the links on).</param>
/// <param name="StartsAt">At once unless said.</param>
/// <param name="AnswerDays">The links' life, 1–90, 14 unless said.</param>
/// <param name="RepeatDays">The wave repeats after this many days, 7–730; by default it runs once.</param>
public sealed record CreateWaveRequest(
    Guid SurveyId,
    [Required, StringLength(200)] string Name,
    string? Channel,
    [Required] Audience Audience,
    DateTimeOffset? StartsAt,
    [Range(1, 90)] int? AnswerDays,
    [Range(7, 730)] int? RepeatDays
);

public static class CreateWave
{
    public static void Map(IEndpointRouteBuilder waves) =>
        waves
            .MapPost("/", HandleAsync)
            .WithName(nameof(CreateWave))
            .WithDescription(
                "Asks the people of an audience, once or repeatedly, but no person more often than the "
                    + "organisation's rule allows."
            );

    private static readonly string[] Channels = ["link", "in_app", "email"];

    private static async Task<Results<Created<WaveResponse>, ProblemHttpResult>> HandleAsync(
        CreateWaveRequest request,
        Caller caller,
        Database database,
        WaveOpener opener,
        TimeProvider clock,
        HttpResponse response,
        CancellationToken ct
    )
    {
        Ownership.RequireAll(caller);
        var (now, channel) = (clock.GetUtcNow(), request.Channel ?? "email");
        if (!Channels.Contains(channel, StringComparer.Ordinal))
            return Problem.Invalid("channel", $"'{channel}' is none of: {string.Join(", ", Channels)}").ToResult();
        await using var work = await database.BeginAsync(ct);
        if (
            await work.SingleOrDefaultAsync<(string Name, string Status)?>(
                "select name, status from survey where id = @SurveyId",
                new { request.SurveyId }
            )
            is not { } survey
        )
            return Problem.NotFound("survey", request.SurveyId).ToResult();
        if (survey.Status == "retired")
            return AnswerProblems.SurveyRetired(survey.Name).ToResult();

        var plan = new WavePlan(
            request.SurveyId,
            request.Name,
            channel,
            request.Audience,
            request.StartsAt ?? now,
            request.AnswerDays ?? 14,
            request.RepeatDays,
            caller.Id
        );
        await opener.PlanAsync(work, plan, now);
        if (plan.StartsAt <= now)
            await opener.OpenAsync(work, plan.Id, now, ct);
        var wave = (
            await work.SingleOrDefaultAsync<WaveRow>($"{WaveRow.Select} where w.id = @Id", new { plan.Id })
        )!.ToResponse();
        await work.CommitAsync();
        response.SetETag(wave.Version);
        return TypedResults.Created($"/v1/waves/{plan.Id}", wave);
    }
}
