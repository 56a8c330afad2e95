using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Accounts.Access;
using Platform.Accounts.Accounts;
using Platform.Accounts.Audit;
using Platform.Accounts.Timeline;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Handovers;

/// <summary>Ends hand-overs, with the traces that each end leaves: status, audit log, timeline, event.</summary>
internal sealed class HandoverDecisions(
    Database database,
    AuditLog audit,
    TimelineWriter timeline,
    RequestContext context
)
{
    /// <summary>One decision of a person in a transaction of its own.</summary>
    /// <param name="id">The hand-over.</param>
    /// <param name="refuse">Gives what is wrong, from the hand-over and who is accountable (role → person).</param>
    /// <param name="decide">Gives the decision.</param>
    /// <param name="then">What follows from it in the same transaction.</param>
    /// <param name="refuseMerged">Whether the account may not be merged into another.</param>
    public async Task<Results<Ok<Handover>, ProblemHttpResult>> DecideAsync(
        Guid id,
        Func<Handover, IReadOnlyDictionary<string, string>, Problem?> refuse,
        Func<Handover, HandoverDecision> decide,
        CancellationToken ct,
        Func<UnitOfWork, Handover, Task>? then = null,
        bool refuseMerged = false
    )
    {
        await using var work = await database.BeginAsync(ct);
        // The account first, as everywhere, so that an assignment at the same time cannot block this one for ever.
        var account = await work.ScalarAsync<Guid?>("select account_id from handover where id = @id", new { id });
        if (account is null)
            return HandoverProblems.NotFound(id).ToResult();
        var locked = (await AccountReader.LockAsync(work, [account.Value]))[account.Value];
        var handover = (await HandoverStore.LockAsync(work, id))!;
        var owners = (await AccountReader.WithDetailsAsync(work, [locked]))[locked.Id].Owners;
        if (refuse(handover, owners) is { } problem)
            return problem.ToResult();
        if (refuseMerged && locked.MergedInto is { } into)
            return AccountProblems.Merged(locked.Id, into).ToResult();
        // Decided before what follows: a change of the owner ends every other hand-over that waits for the account.
        var decided = (await SaveAsync(work, [decide(handover)]))[0];
        if (then is not null)
            await then(work, decided);
        await work.CommitAsync();
        return TypedResults.Ok(decided);
    }

    /// <summary>Writes decisions; gives the hand-overs as they are then, in the same order.</summary>
    public async Task<IReadOnlyList<Handover>> SaveAsync(UnitOfWork work, IReadOnlyList<HandoverDecision> decisions)
    {
        var decided = decisions
            .Select(decision =>
                decision.Handover with
                {
                    Status = decision.Status,
                    Refusal = decision.Refusal,
                    DecidedAt = context.Now,
                    Version = decision.Handover.Version + 1,
                }
            )
            .ToList();
        foreach (var handover in decided)
            await HandoverStore.UpdateAsync(work, handover);
        await audit.WriteAsync(work, [.. decisions.Select(Entry)]);
        await timeline.AppendAsync(
            work,
            [
                .. decisions.Select(decision => new TimelineEntry(
                    Guid.CreateVersion7(),
                    decision.Handover.AccountId,
                    context.Now,
                    $"handover_{decision.Status}",
                    decision.Title,
                    decision.Handover.Id
                )),
            ]
        );
        await work.EnqueueAsync([
            .. decisions
                .Where(decision => decision.Event is not null)
                .Select(decision => (decision.Event!, decision.Handover.AccountId)),
        ]);
        return decided;
    }

    private static AuditEntry Entry(HandoverDecision decision) =>
        new(
            decision.Status,
            "handover",
            decision.Handover.Id,
            decision.Handover.AccountId,
            new { decision.Handover.Status },
            new { decision.Status },
            decision.Reason ?? decision.Refusal,
            decision.Handover.Version + 1
        );
}
