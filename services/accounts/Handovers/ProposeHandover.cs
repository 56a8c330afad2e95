using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Accounts.Accounts;
using Platform.Accounts.People;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Handovers;

/// <param name="Checklist">What has to be done before it can be accepted; null: the usual list.</param>
/// <param name="FromRole">The role that hands over: account_executive, onboarding_manager or csm.</param>
/// <param name="ToRole">The role that takes over: onboarding_manager or csm.</param>
/// <param name="Brief">What the receiver has to know; no part of it may be left out.</param>
public sealed record ProposeHandoverRequest(
    string FromRole,
    string ToRole,
    string ToPersonId,
    HandoverBrief Brief,
    IReadOnlyList<ChecklistItem>? Checklist = null
);

public static class ProposeHandover
{
    public static void Map(IEndpointRouteBuilder accounts) =>
        accounts
            .MapPost("/{id:guid}/handovers", HandleAsync)
            .WithName(nameof(ProposeHandover))
            .WithDescription(
                "Proposes that another person takes the account over, with the brief that they need. Nothing "
                    + "changes until they accept."
            );

    internal static async Task<Results<Created<Handover>, ProblemHttpResult>> HandleAsync(
        Guid id,
        ProposeHandoverRequest request,
        Database database,
        HandoverProposals proposals,
        Caller caller,
        RequestContext context,
        HttpResponse response,
        CancellationToken ct
    )
    {
        await using var work = await database.BeginAsync(ct);
        var account = await AccountReader.LockForChangeAsync(work, caller, id);
        if (Validate(request) is { Count: > 0 } errors)
            return Problem.Invalid(errors).ToResult();
        if (await Roster.RefuseAsync(work, "toPersonId", request.ToPersonId) is { } nobody)
            return nobody.ToResult();
        var owners = (await AccountReader.WithDetailsAsync(work, [account]))[id].Owners;
        if (!owners.TryGetValue(request.FromRole, out var owner))
            return Problem
                .Invalid(
                    "fromRole",
                    $"nobody is {request.FromRole} of this account, so there is nothing to hand over; assign an "
                        + $"owner instead"
                )
                .ToResult();
        if (owner == request.ToPersonId && request.FromRole == request.ToRole)
            return Problem.Invalid("toPersonId", $"{owner} is {request.ToRole} already").ToResult();

        var handover = new Handover(
            Guid.CreateVersion7(),
            id,
            request.FromRole,
            request.ToRole,
            owner,
            request.ToPersonId,
            Handover.Proposed,
            request.Brief!,
            request.Checklist ?? HandoverRules.DefaultChecklist,
            caller.Id,
            context.Now,
            null,
            null,
            1
        )
        {
            ReplacesPersonId = owners.GetValueOrDefault(request.ToRole),
        };
        await proposals.ProposeAsync(work, handover);
        await work.CommitAsync();
        response.SetETag(1);
        return TypedResults.Created($"/v1/handovers/{handover.Id}", handover);
    }

    private static Dictionary<string, string[]> Validate(ProposeHandoverRequest request)
    {
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        if (!HandoverRules.MayPass(request.FromRole, request.ToRole))
            errors["toRole"] = [$"an account does not pass from '{request.FromRole}' to '{request.ToRole}'"];
        if (PersonIds.Mistake(request.ToPersonId) is { } mistake)
            errors["toPersonId"] = [mistake];
        foreach (
            var part in request.Brief?.Missing() ?? ["goals", "painPoints", "stakeholders", "commitments", "openRisks"]
        )
            errors[$"brief.{part}"] =
            [
                part is "goals" or "stakeholders"
                    ? "needs at least one entry: the receiver starts from it"
                    : "is required; send an empty list if there are none",
            ];
        return errors;
    }
}
