using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Platform.Feedback.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Feedback.Advocates;

/// <param name="Status"><c>active</c> (has agreed), <c>declined</c>, or <c>candidate</c> again.</param>
public sealed record DecideAdvocateRequest([Required] string Status);

public static class DecideAdvocate
{
    public static void Map(IEndpointRouteBuilder advocates) =>
        advocates
            .MapPut("/{id:guid}/status", HandleAsync)
            .WithName(nameof(DecideAdvocate))
            .WithDescription("The person agreed to speak for us, declined, or is only a candidate again.");

    private static async Task<Results<Ok<AdvocateResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        DecideAdvocateRequest request,
        Caller caller,
        HttpRequest http,
        HttpResponse response,
        Database database,
        Ownership ownership,
        TimeProvider clock,
        IOptions<AdvocateOptions> options,
        CancellationToken ct
    )
    {
        var expected = http.ExpectedVersion();
        await using var work = await database.BeginAsync(ct);
        if (
            await work.SingleOrDefaultAsync<(Guid AccountId, int Version)?>(
                "select account_id, version from advocate where id = @id for update",
                new { id }
            )
            is not { } found
        )
            return Problem.NotFound("advocate", id).ToResult();
        await ownership.RequireAsync(caller, found.AccountId, ct);
        if (expected is { } version && version != found.Version)
            return ETags
                .LostUpdate("advocate", version, found.Version, await AnswerAsync(work, id, clock, options.Value))
                .ToResult();
        if (request.Status is not ("active" or "declined" or "candidate"))
            return Problem.Invalid("status", $"'{request.Status}' is none of: active, declined, candidate").ToResult();
        await work.ExecuteAsync(
            "update advocate set status = @Status, decided_at = @Now, decided_by = @By, version = version + 1 "
                + "where id = @id",
            new
            {
                id,
                request.Status,
                Now = clock.GetUtcNow(),
                By = caller.Id,
            }
        );
        var decided = await AnswerAsync(work, id, clock, options.Value);
        await work.CommitAsync();
        response.SetETag(decided.Version);
        return TypedResults.Ok(decided);
    }

    private static async Task<AdvocateResponse> AnswerAsync(
        UnitOfWork work,
        Guid id,
        TimeProvider clock,
        AdvocateOptions options
    ) =>
        (
            await work.SingleOrDefaultAsync<AdvocateRow>(
                $"select * from ({AdvocateRow.Select}) x where id = @id",
                new { id, Since = clock.GetUtcNow().AddDays(-options.WithinDays) }
            )
        )!.ToResponse(options);
}
