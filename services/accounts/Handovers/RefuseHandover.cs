using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Contracts.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Handovers;

public sealed record RefuseHandoverRequest(string Reason);

public static class RefuseHandover
{
    public static void Map(IEndpointRouteBuilder handovers) =>
        handovers
            .MapPost("/{id:guid}/refuse", HandleAsync)
            .WithName(nameof(RefuseHandover))
            .WithDescription("The receiver refuses with a reason; the account stays where it is.");

    internal static async Task<Results<Ok<Handover>, ProblemHttpResult>> HandleAsync(
        Guid id,
        RefuseHandoverRequest request,
        HandoverDecisions decisions,
        Caller caller,
        CancellationToken ct
    )
    {
        if (string.IsNullOrWhiteSpace(request.Reason) || request.Reason.Length > 2000)
            return Problem
                .Invalid("reason", "is required, at most 2,000 characters: the giver has to know what is missing")
                .ToResult();
        return await decisions.DecideAsync(
            id,
            (handover, _) =>
                HandoverRules.RefuseDecided(handover)
                ?? (handover.ToPersonId == caller.Id ? null : HandoverProblems.NotTheReceiver(handover)),
            handover => new HandoverDecision(
                handover,
                Handover.Refused,
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
            )
            {
                Refusal = request.Reason,
            },
            ct
        );
    }
}
