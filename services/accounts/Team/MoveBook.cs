using Platform.Accounts.Accounts;
using Platform.Accounts.Handovers;
using Platform.Accounts.Owners;
using Platform.Accounts.People;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Team;

/// <summary>
/// Does what the what-if shows: proposes a hand-over for each account of a book. Nobody loses an account by it; it
/// passes on when the receiver accepts.
/// </summary>
public static class MoveBook
{
    public static void Map(IEndpointRouteBuilder team) =>
        team.MapPost("/books/moves", HandleAsync)
            .WithName(nameof(MoveBook))
            .RequireRoles(Roles.Ops, Roles.Manager)
            .Produces<ProposedMoves>();

    private static async Task<IResult> HandleAsync(
        ProposeMovesRequest request,
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
        return TypedResults.Ok(new ProposedMoves(proposed, skipped));
    }
}
