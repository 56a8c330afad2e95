using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Accounts.Accounts;
using Platform.Contracts.Accounts;
using Platform.ServiceKit.Auth;

namespace Platform.Accounts.Handovers;

/// <summary>The receiver takes over and is accountable from that instant on.</summary>
public static class AcceptHandover
{
    public static void Map(IEndpointRouteBuilder handovers) =>
        handovers
            .MapPost("/{id:guid}/accept", HandleAsync)
            .WithName(nameof(AcceptHandover))
            .WithDescription(
                "The receiver takes the account over and answers for it from that instant. Refused with what is "
                    + "missing while brief or checklist are not complete, and with 409 once another person has got "
                    + "the account."
            );

    internal static Task<Results<Ok<Handover>, ProblemHttpResult>> HandleAsync(
        Guid id,
        HandoverDecisions decisions,
        OwnerWriter owners,
        Caller caller,
        CancellationToken ct
    ) =>
        decisions.DecideAsync(
            id,
            (handover, owning) => HandoverRules.RefuseAcceptance(handover, caller.Id, owning),
            handover => new HandoverDecision(
                handover,
                Handover.Accepted,
                $"{handover.ToPersonId} took over from {handover.FromPersonId} ({handover.ToRole})",
                new HandoverAccepted(
                    handover.AccountId,
                    handover.Id,
                    handover.FromRole,
                    handover.ToRole,
                    handover.FromPersonId,
                    handover.ToPersonId
                )
            ),
            ct,
            then: (work, handover) =>
                owners.AssignAsync(
                    work,
                    new Assignment(handover.AccountId, handover.ToRole, handover.ToPersonId, "hand-over accepted")
                ),
            refuseMerged: true
        );
}
