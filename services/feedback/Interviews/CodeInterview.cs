using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Feedback.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Feedback.Interviews;

/// <param name="Themes">The codes that replace those the interview had.</param>
public sealed record CodeInterviewRequest([Required, MaxLength(20)] IReadOnlyList<CodedTheme> Themes);

public static class CodeInterview
{
    public static void Map(IEndpointRouteBuilder interviews) =>
        interviews
            .MapPut("/{id:guid}/themes", HandleAsync)
            .WithName(nameof(CodeInterview))
            .WithDescription("Replaces the themes by which an interview is counted.");

    private static async Task<Results<Ok<InterviewResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        CodeInterviewRequest request,
        Caller caller,
        HttpRequest http,
        HttpResponse response,
        Database database,
        Ownership ownership,
        CancellationToken ct
    )
    {
        var expected = http.ExpectedVersion();
        await using var work = await database.BeginAsync(ct);
        if (
            await work.SingleOrDefaultAsync<(Guid? AccountId, string Kind, string Outcome, int Version)?>(
                "select account_id, kind, outcome, version from interview where id = @id for update",
                new { id }
            )
            is not { } interview
        )
            return Problem.NotFound("interview", id).ToResult();
        await ownership.RequireAsync(caller, interview.AccountId, ct);
        if (expected is { } version && version != interview.Version)
            return await LostUpdateAsync(work, database, id, version, ct);
        if (InterviewCoding.DuplicateOf(request.Themes) is { } twice)
            return Problem.Invalid("themes", twice).ToResult();
        if (await InterviewCoding.FindUnknownAsync(work, request.Themes) is { } unknown)
            return unknown.ToResult();
        await work.ExecuteAsync("update interview set version = version + 1 where id = @id", new { id });
        await work.ExecuteAsync("delete from interview_theme where interview_id = @id", new { id });
        await InterviewCoding.StoreAsync(work, id, request.Themes);
        if (interview.AccountId is { } whose)
            await work.EnqueueAsync(
                InterviewCoding.EventOf(whose, id, interview.Kind, interview.Outcome, request.Themes),
                whose
            );
        await work.CommitAsync();
        response.SetETag(interview.Version + 1);
        return TypedResults.Ok(await InterviewReader.ReadAsync(database, id, ct));
    }

    private static async Task<ProblemHttpResult> LostUpdateAsync(
        UnitOfWork work,
        Database database,
        Guid id,
        int expected,
        CancellationToken ct
    )
    {
        // The connection goes back first: a request holds one at a time.
        await work.DisposeAsync();
        var current = (await InterviewReader.ReadAsync(database, id, ct))!;
        return ETags.LostUpdate("interview", expected, current.Version, current).ToResult();
    }
}
