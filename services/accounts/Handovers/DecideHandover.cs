using Platform.Accounts.Accounts;
using Platform.Accounts.Audit;
using Platform.Accounts.Owners;
using Platform.Accounts.Timeline;
using Platform.Contracts;
using Platform.Contracts.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Handovers;

/// <summary>The receiver accepts (and is accountable from that instant on) or refuses with a reason; whoever proposed
/// may withdraw.</summary>
public static class DecideHandover
{
    public static void Map(IEndpointRouteBuilder handovers)
    {
        handovers
            .MapPost("/{id:guid}/accept", AcceptAsync)
            .WithName("AcceptHandover")
            .WithDescription(
                "The receiver takes the account over and answers for it from that instant. Refused with what is "
                    + "missing while brief or checklist are not complete, and with 409 once another person has got "
                    + "the account."
            )
            .Produces<Handover>();
        handovers
            .MapPost("/{id:guid}/refuse", RefuseAsync)
            .WithName("RefuseHandover")
            .WithDescription("The receiver refuses with a reason; the account stays where it is.")
            .Produces<Handover>();
        handovers
            .MapPost("/{id:guid}/withdraw", WithdrawAsync)
            .WithName("WithdrawHandover")
            .WithDescription("Whoever proposed a hand-over takes it back.")
            .Produces<Handover>();
    }

    internal static Task<IResult> AcceptAsync(
        Guid id,
        Database database,
        OwnerWriter owners,
        Deciding deciding,
        Caller caller,
        CancellationToken ct
    ) =>
        DecideAsync(
            database,
            id,
            (handover, owning) => HandoverRules.RefuseAcceptance(handover, caller.Id, owning),
            async (work, handover) =>
            {
                // The hand-over is decided before the owner changes: the change ends whatever else waits to take the
                // account.
                var accepted = await deciding.SaveAsync(
                    work,
                    handover,
                    Handover.Accepted,
                    null,
                    $"{handover.ToPersonId} took over from {handover.FromPersonId} ({handover.ToRole})",
                    new HandoverAccepted(
                        handover.AccountId,
                        handover.Id,
                        handover.FromRole,
                        handover.ToRole,
                        handover.FromPersonId,
                        handover.ToPersonId
                    )
                );
                await owners.AssignAsync(
                    work,
                    new Assignment(handover.AccountId, handover.ToRole, handover.ToPersonId, "hand-over accepted")
                );
                return accepted;
            },
            ct,
            refuseMerged: true
        );

    internal static Task<IResult> RefuseAsync(
        Guid id,
        RefuseHandoverRequest request,
        Database database,
        Deciding deciding,
        Caller caller,
        CancellationToken ct
    ) =>
        string.IsNullOrWhiteSpace(request.Reason) || request.Reason.Length > 2000
            ? Task.FromResult<IResult>(
                Problem
                    .Invalid("reason", "is required, at most 2,000 characters: the giver has to know what is missing")
                    .ToResult()
            )
            : DecideAsync(
                database,
                id,
                (handover, _) =>
                    Open(handover)
                    ?? (handover.ToPersonId == caller.Id ? null : HandoverProblems.NotTheReceiver(handover)),
                (work, handover) =>
                    deciding.SaveAsync(
                        work,
                        handover,
                        Handover.Refused,
                        request.Reason,
                        $"{handover.ToPersonId} refused to take over: {request.Reason}",
                        new HandoverRefused(
                            handover.AccountId,
                            handover.Id,
                            handover.FromRole,
                            handover.ToRole,
                            handover.FromPersonId,
                            handover.ToPersonId,
                            request.Reason
                        )
                    ),
                ct
            );

    internal static Task<IResult> WithdrawAsync(
        Guid id,
        Database database,
        Deciding deciding,
        Caller caller,
        CancellationToken ct
    ) =>
        DecideAsync(
            database,
            id,
            (handover, _) =>
                Open(handover)
                ?? (
                    caller.WritesAllAccounts || caller.Id == handover.FromPersonId || caller.Id == handover.ProposedBy
                        ? null
                        : HandoverProblems.NotYours(handover)
                ),
            (work, handover) =>
                deciding.SaveAsync(work, handover, Handover.Withdrawn, null, "The hand-over was withdrawn", null),
            ct
        );

    private static Problem? Open(Handover handover) =>
        handover.Status == Handover.Proposed ? null : HandoverProblems.Decided(handover);

    private static async Task<IResult> DecideAsync(
        Database database,
        Guid id,
        Func<Handover, IReadOnlyDictionary<string, string>, Problem?> refuse,
        Func<UnitOfWork, Handover, Task<Handover>> apply,
        CancellationToken ct,
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
        var decided = await apply(work, handover);
        await work.CommitAsync();
        return TypedResults.Ok(decided);
    }

    /// <summary>Writes the decision with its traces.</summary>
    public sealed class Deciding(AuditLog audit, TimelineWriter timeline, RequestContext context)
    {
        public async Task<Handover> SaveAsync(
            UnitOfWork work,
            Handover handover,
            string status,
            string? refusal,
            string title,
            DomainEvent? told
        )
        {
            var decided = handover with
            {
                Status = status,
                Refusal = refusal,
                DecidedAt = context.Now,
                Version = handover.Version + 1,
            };
            await HandoverStore.UpdateAsync(work, decided);
            await audit.WriteAsync(
                work,
                new AuditEntry(
                    status,
                    "handover",
                    handover.Id,
                    handover.AccountId,
                    new { handover.Status },
                    new { decided.Status },
                    refusal,
                    decided.Version
                )
            );
            await timeline.AppendAsync(
                work,
                new TimelineEntry(
                    Guid.CreateVersion7(),
                    handover.AccountId,
                    context.Now,
                    $"handover_{status}",
                    title,
                    handover.Id
                )
            );
            if (told is not null)
                await work.EnqueueAsync(told, handover.AccountId);
            return decided;
        }
    }
}
