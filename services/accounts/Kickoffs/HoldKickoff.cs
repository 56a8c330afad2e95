using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Accounts.Access;
using Platform.Accounts.Calendar;
using Platform.Accounts.Timeline;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Kickoffs;

/// <summary>The kickoff took place; it counts only after the internal sales-to-CS transition.</summary>
public static class HoldKickoff
{
    public static void Map(IEndpointRouteBuilder kickoffs) =>
        kickoffs
            .MapPost("/{contractId:guid}/held", HandleAsync)
            .WithName(nameof(HoldKickoff))
            .WithDescription(
                "The kickoff of a contract took place; the clock stops. "
                    + "Only once sales has handed the account over: the transition was accepted."
            );

    private static async Task<Results<Ok<Kickoff>, ProblemHttpResult>> HandleAsync(
        Guid contractId,
        Database database,
        TimelineWriter timeline,
        Caller caller,
        RequestContext context,
        CancellationToken ct
    )
    {
        await using var work = await database.BeginAsync(ct);
        var row = await work.SingleOrDefaultAsync<KickoffRow>(
            $"{KickoffRow.Read} where contract_id = @contractId for update",
            new { contractId }
        );
        if (row is null)
            return Problem.NotFound("kickoff", contractId).ToResult();
        await AccountAccess.RequireWriteAsync(work, caller, row.AccountId);
        var calendar = await CalendarStore.ReadAsync(work);
        if (row.HeldAt is null)
        {
            if (await SalesTransition.RefuseKickoffAsync(work, row.AccountId, contractId) is { } problem)
                return problem.ToResult();
            await work.ExecuteAsync(
                "update kickoff set held_at = @Now, held_by = @Id where contract_id = @contractId",
                new
                {
                    contractId,
                    context.Now,
                    caller.Id,
                }
            );
            await timeline.AppendAsync(
                work,
                new TimelineEntry(
                    Guid.CreateVersion7(),
                    row.AccountId,
                    context.Now,
                    "kickoff_held",
                    "Kickoff held",
                    contractId
                )
            );
        }
        await work.CommitAsync();
        var held = row with { HeldAt = row.HeldAt ?? context.Now };
        return TypedResults.Ok(held.ToKickoff(calendar, calendar.DateOf(context.Now)));
    }
}
