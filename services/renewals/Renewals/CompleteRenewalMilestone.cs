using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Renewals.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;

namespace Platform.Renewals.Renewals;

public sealed record CompleteRenewalMilestoneRequest([Required, StringLength(2000)] string Note);

public static class CompleteRenewalMilestone
{
    public static void Map(IEndpointRouteBuilder renewals) =>
        renewals
            .MapPost("/{id:guid}/milestones/{milestoneId:guid}/completion", HandleAsync)
            .WithName(nameof(CompleteRenewalMilestone))
            .WithDescription("A milestone on the way to the renewal is done.");

    private static async Task<Results<Ok<IReadOnlyList<RenewalMilestoneResponse>>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Guid milestoneId,
        CompleteRenewalMilestoneRequest request,
        Caller caller,
        Database database,
        Ownership ownership,
        OrganisationCalendar day,
        CancellationToken ct
    )
    {
        if (
            await database.ScalarAsync<Guid?>("select account_id from renewal where id = @id", new { id }, ct)
            is not { } account
        )
            return Problem.NotFound("renewal", id).ToResult();
        await ownership.RequireAsync(caller, account, ct);
        await using var work = await database.BeginAsync(ct);
        if (
            await work.ExecuteAsync(
                Complete,
                new
                {
                    id,
                    milestoneId,
                    day.Today,
                    By = caller.Id,
                    request.Note,
                }
            ) == 0
        )
        {
            var known = await work.ScalarAsync<bool>(
                "select exists (select from renewal_milestone where id = @milestoneId and renewal_id = @id)",
                new { milestoneId, id }
            );
            return known
                ? new Problem(
                    "renewals/milestone-done",
                    StatusCodes.Status409Conflict,
                    "The milestone is done.",
                    "It was completed before; nothing was changed."
                ).ToResult()
                : Problem.NotFound("milestone", milestoneId).ToResult();
        }

        var milestones = await work.QueryAsync<RenewalMilestoneResponse>(
            RenewalMilestoneResponse.OfRenewal,
            new { id, day.Today }
        );
        await work.CommitAsync();
        return TypedResults.Ok(milestones);
    }

    private const string Complete = """
        update renewal_milestone set done_on = @Today, done_by = @By, note = @Note
            where id = @milestoneId and renewal_id = @id and done_on is null
        """;
}
