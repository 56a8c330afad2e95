using System.Text.Json;
using Platform.Accounts.Accounts;
using Platform.Accounts.Handovers;
using Platform.Accounts.People;
using Platform.Contracts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.BulkChanges;

/// <summary>Proposes a hand-over of the CSM's role: the owner stays accountable until the receiver accepts.</summary>
internal sealed class HandOverOperation(
    HandoverProposals proposals,
    HandoverDecisions decisions,
    RequestContext context
) : IBulkOperation
{
    public string Name => "hand_over";

    public void Check(StartBulkChangeRequest request, IDictionary<string, string[]> errors)
    {
        if (request.HandOver is not { } wanted)
            errors["handOver"] = ["is required for hand_over"];
        else if (PersonIds.Mistake(wanted.ToPersonId) is { } mistake)
            errors["handOver.toPersonId"] = [mistake];
    }

    public async Task<BulkOutcome> ApplyAsync(
        UnitOfWork work,
        Caller caller,
        Guid account,
        StartBulkChangeRequest request
    )
    {
        var wanted = request.HandOver!;
        var locked = await AccountReader.LockForChangeAsync(work, caller, account);
        if (await Roster.RefuseAsync(work, "handOver.toPersonId", wanted.ToPersonId) is { } nobody)
            throw nobody.ToException();
        var owner = (await AccountReader.WithDetailsAsync(work, [locked]))[account]
            .Owners.GetValueOrDefault(OwnerRoles.Csm);
        if (owner is null)
            throw Problem
                .Invalid("handOver", "nobody is csm of this account, so there is nothing to hand over")
                .ToException();
        if (owner == wanted.ToPersonId)
            return BulkOutcome.Unchanged;
        var handover = new Handover(
            Guid.CreateVersion7(),
            account,
            OwnerRoles.Csm,
            OwnerRoles.Csm,
            owner,
            wanted.ToPersonId,
            Handover.Proposed,
            wanted.Brief ?? new HandoverBrief(null, null, null, null, null),
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
        return new BulkOutcome(true, new HandoverUndo(handover.Id));
    }

    public async Task UndoAsync(UnitOfWork work, Caller caller, Guid account, JsonElement undo)
    {
        var known = undo.Deserialize<HandoverUndo>(ContractJson.Options)!;
        await AccountReader.LockAsync(work, [account]);
        var handover = await HandoverStore.LockAsync(work, known.HandoverId);
        if (handover is null || HandoverRules.RefuseDecided(handover) is not null)
            throw BulkProblems.ChangedSince("hand-over").ToException();
        await decisions.SaveAsync(
            work,
            [new HandoverDecision(handover, Handover.Withdrawn, "The hand-over was withdrawn", null)]
        );
    }

    private sealed record HandoverUndo(Guid HandoverId);
}
