using Npgsql;
using Platform.Accounts.Audit;
using Platform.Accounts.Timeline;
using Platform.Contracts.Accounts;
using Platform.ServiceKit.Data;

namespace Platform.Accounts.Handovers;

/// <summary>Opens a hand-over: by a person, or by the platform when a contract is signed.</summary>
public sealed class HandoverProposals(AuditLog audit, TimelineWriter timeline)
{
    /// <exception cref="Platform.ServiceKit.Http.ProblemException">409 while another one of the role is
    /// open.</exception>
    public async Task ProposeAsync(UnitOfWork work, Handover handover)
    {
        try
        {
            await HandoverStore.InsertAsync(work, handover);
        }
        catch (PostgresException open) when (open.ConstraintName == "handover_one_open")
        {
            throw HandoverProblems.AlreadyOpen(handover.ToRole).ToException();
        }
        await audit.WriteAsync(
            work,
            new AuditEntry("proposed", "handover", handover.Id, handover.AccountId, null, handover, Version: 1)
        );
        await timeline.AppendAsync(
            work,
            new TimelineEntry(
                Guid.CreateVersion7(),
                handover.AccountId,
                handover.ProposedAt,
                "handover_proposed",
                $"{handover.FromPersonId} proposes to hand over to {handover.ToPersonId} ({handover.ToRole})",
                handover.Id
            )
        );
        await work.EnqueueAsync(
            new HandoverProposed(
                handover.AccountId,
                handover.Id,
                handover.FromRole,
                handover.ToRole,
                handover.FromPersonId,
                handover.ToPersonId
            ),
            handover.AccountId
        );
    }
}
