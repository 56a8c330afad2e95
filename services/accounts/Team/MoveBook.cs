using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Accounts.Accounts;
using Platform.Accounts.Handovers;
using Platform.Accounts.People;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Team;

/// <param name="FromPersonId">User id of the CSM whose accounts move.</param>
/// <param name="ToPersonId">User id of who is asked to take them; left out: for each the CSM with most room
/// then.</param>
/// <param name="Accounts">Which ones; left out: all.</param>
/// <param name="Brief">What the receivers have to know, the same for all; left out: filled in at each hand-over
/// before it is accepted.</param>
public sealed record MoveBookRequest(
    string FromPersonId,
    string? ToPersonId = null,
    IReadOnlyList<Guid>? Accounts = null,
    HandoverBrief? Brief = null
);

/// <param name="Proposed">One hand-over per account, the largest first.</param>
/// <param name="Skipped">Accounts that wait for another receiver already.</param>
public sealed record MoveBookResponse(IReadOnlyList<ProposedMove> Proposed, IReadOnlyList<SkippedMove> Skipped);

/// <summary>
/// Does what the what-if shows: proposes a hand-over for each account of a book. No one loses an account by it; it
/// passes on when the receiver accepts.
/// </summary>
public static class MoveBook
{
    public static void Map(IEndpointRouteBuilder team) =>
        team.MapPost("/books/moves", HandleAsync).WithName(nameof(MoveBook)).RequireRoles(Roles.Ops, Roles.Manager);

    private static async Task<Results<Ok<MoveBookResponse>, ProblemHttpResult>> HandleAsync(
        MoveBookRequest request,
        Database database,
        HandoverProposals proposals,
        Caller caller,
        RequestContext context,
        CancellationToken ct
    )
    {
        var plan = await BookMoves.PlanAsync(database, request.FromPersonId, request.ToPersonId, request.Accounts, ct);
        await using var work = await database.BeginAsync(ct);
        if (await Roster.UnknownAsync(work, [.. plan.Moves.Select(move => move.ToPersonId)]) is [var unknown, ..])
            return Problem.Invalid("toPersonId", Roster.Advice(unknown)).ToResult();
        var locked = await AccountReader.LockAsync(work, [.. plan.Moves.Select(move => move.AccountId)]);
        var details = await AccountReader.WithDetailsAsync(work, [.. locked.Values]);
        var waiting = (
            await work.QueryAsync<Guid>(
                "select account_id from handover where account_id = any(@ids) and to_role = @Csm and status = "
                    + "'proposed'",
                new { ids = locked.Keys.ToArray(), OwnerRoles.Csm }
            )
        ).ToHashSet();

        var (proposed, skipped) = (new List<ProposedMove>(), new List<SkippedMove>());
        foreach (var move in plan.Moves)
        {
            // Between the plan and the locks the account may have gone to another person.
            var owner = details[move.AccountId].Owners.GetValueOrDefault(OwnerRoles.Csm);
            if (owner != request.FromPersonId)
                skipped.Add(new SkippedMove(move.AccountId, move.Name, $"{owner ?? "nobody"} is its CSM by now"));
            else if (waiting.Contains(move.AccountId))
                skipped.Add(
                    new SkippedMove(move.AccountId, move.Name, "a hand-over to another CSM waits for its acceptance")
                );
            else
            {
                var handover = new Handover(
                    Guid.CreateVersion7(),
                    move.AccountId,
                    OwnerRoles.Csm,
                    OwnerRoles.Csm,
                    owner!,
                    move.ToPersonId,
                    Handover.Proposed,
                    request.Brief ?? new HandoverBrief(null, null, null, null, null),
                    HandoverRules.DefaultChecklist,
                    caller.Id,
                    context.Now,
                    null,
                    null,
                    1
                )
                {
                    ReplacesPersonId = owner,
                };
                await proposals.ProposeAsync(work, handover);
                proposed.Add(new ProposedMove(move.AccountId, move.Name, handover.Id, move.ToPersonId));
            }
        }
        await work.CommitAsync();
        return TypedResults.Ok(new MoveBookResponse(proposed, skipped));
    }
}
