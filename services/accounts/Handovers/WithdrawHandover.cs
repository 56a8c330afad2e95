using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Handovers;

public static class WithdrawHandover
{
    public static void Map(IEndpointRouteBuilder handovers) =>
        handovers
            .MapPost("/{id:guid}/withdraw", HandleAsync)
            .WithName(nameof(WithdrawHandover))
            .WithDescription("The person who proposed a hand-over takes it back.");

    internal static Task<Results<Ok<Handover>, ProblemHttpResult>> HandleAsync(
        Guid id,
        HandoverDecisions decisions,
        Caller caller,
        CancellationToken ct
    ) =>
        decisions.DecideAsync(
            id,
            (handover, _) => HandoverRules.RefuseDecided(handover) ?? RefuseOthers(handover, caller),
            handover => new HandoverDecision(handover, Handover.Withdrawn, "The hand-over was withdrawn", null),
            ct
        );

    private static Problem? RefuseOthers(Handover handover, Caller caller) =>
        caller.WritesAllAccounts || caller.Id == handover.FromPersonId || caller.Id == handover.ProposedBy
            ? null
            : HandoverProblems.NotYours(handover);
}
