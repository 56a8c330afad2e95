using Platform.Accounts.Accounts;
using Platform.Contracts.Accounts;
using Platform.ServiceKit.Data;

namespace Platform.Accounts.Handovers;

/// <summary>
/// Ends hand-overs that wait for an acceptance when the role they take the account from, or the role they fill, goes to
/// another person: accepting later would take the account from somebody who was never asked.
/// </summary>
internal sealed class LapseHandovers(HandoverDecisions decisions) : IReactToAssignment
{
    public async Task AfterAssignmentAsync(UnitOfWork work, IReadOnlyList<Assignment> assigned)
    {
        var overtaken = await HandoverStore.LockOvertakenAsync(work, assigned);
        if (overtaken.Count > 0)
            await decisions.SaveAsync(work, [.. overtaken.Select(item => Lapse(item.Handover, item.By))]);
    }

    private static HandoverDecision Lapse(Handover handover, Assignment by) =>
        new(
            handover,
            Handover.Lapsed,
            $"The hand-over from {handover.FromPersonId} to {handover.ToPersonId} lapsed: {by.PersonId} took the role "
                + "over",
            new HandoverLapsed(
                handover.AccountId,
                handover.Id,
                handover.FromRole,
                handover.ToRole,
                handover.FromPersonId,
                handover.ToPersonId,
                by.PersonId
            )
        )
        {
            Reason = $"{by.Role} went to {by.PersonId}",
        };
}
