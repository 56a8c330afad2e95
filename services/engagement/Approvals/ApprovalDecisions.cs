using System.Text.Json;
using Platform.Contracts;
using Platform.Contracts.Engagement;
using Platform.Engagement.Accounts;
using Platform.Engagement.Inbox;
using Platform.Engagement.Steps;
using Platform.Engagement.Timers;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Engagement.Approvals;

/// <summary>The one place that decides, whichever way the decision came: REST, gRPC, in bulk, by a link.</summary>
public sealed class ApprovalDecisions(Database database, RunWaker waker)
{
    /// <summary>Decides, or throws the problem. A stale approval shows its new state from then on.</summary>
    public async Task<ApprovalResponse> DecideAsync(
        Guid id,
        ApprovalDecision decision,
        Caller caller,
        CancellationToken ct
    )
    {
        await using var work = await database.BeginAsync(ct);
        var answer = await DecideAsync(work, id, decision, caller);
        await work.CommitAsync();
        return answer.Problem is { } problem ? throw problem.ToException() : answer.Approval!;
    }

    /// <summary>The same in the caller's transaction; commit it in either case.</summary>
    internal async Task<(ApprovalResponse? Approval, Problem? Problem)> DecideAsync(
        UnitOfWork work,
        Guid id,
        ApprovalDecision decision,
        Caller caller
    )
    {
        if (decision.Decision is not ("approved" or "refused"))
            throw Problem.Invalid("decision", $"'{decision.Decision}' is neither approved nor refused").ToException();
        // The run before its approval, as the engine takes them: two who wait for each other would both lose.
        await work.ExecuteAsync(LockRun, new { id });
        var row = await work.SingleOrDefaultAsync<ApprovalRow>(
            $"{ApprovalRow.Select} where id = @id for update",
            new { id }
        ) ?? throw ApprovalProblems.NotFound(id).ToException();
        var account = await AccountCopies.FindAsync(work, row.AccountId)
            ?? throw ApprovalProblems.NotFound(id).ToException();
        if (RefusalOf(row, account, caller) is { } refusal)
            throw refusal.ToException();
        if (row.State != "waiting")
            throw ApprovalProblems.Decided(row).ToException();

        var (draft, then) = (row.ReadDraft(), row.ReadBasis());
        var now = await ApprovalBasis.ReadAsync(work, account, draft.Recipients);
        var changes = then.ChangesTo(now);
        if (changes.Count > 0 || decision.ShownHash != row.ShownHash)
        {
            if (changes.Count > 0)
                row = await RestateAsync(work, row, draft, now);
            return (null, ApprovalProblems.Stale(changes, ApprovalResponse.Of(row)));
        }

        var edited = draft with { Subject = decision.Subject ?? draft.Subject, Body = decision.Body ?? draft.Body };
        var isEdited = decision.Decision == "approved" && edited.Hash() != draft.Hash();
        await work.ExecuteAsync(
            Decide,
            new
            {
                id,
                State = decision.Decision,
                By = caller.Id,
                decision.Note,
                Edited = isEdited ? JsonSerializer.Serialize(edited, ContractJson.Options) : null,
                work.Context.Now,
            }
        );
        await work.ExecuteAsync(
            TellRun,
            new
            {
                row.RunId,
                row.Step,
                decision.Decision,
                Approved = JsonSerializer.Serialize(isEdited ? edited : draft, ContractJson.Options),
            }
        );
        await waker.WakeAsync(work, row.RunId, row.Step, new StepWake("approved"));
        await InboxItems.CloseAsync(work, $"approval:{id}", caller.Id, decision.Note);
        await work.EnqueueAsync(
            new ApprovalDecided(row.AccountId, id, row.RunId, decision.Decision, caller.Id, isEdited),
            id
        );
        var decided = await work.SingleOrDefaultAsync<ApprovalRow>($"{ApprovalRow.Select} where id = @id", new { id });
        return (ApprovalResponse.Of(decided!), null);
    }

    /// <summary>Who may not decide: strangers to the account, and the draft's author, except a CSM in class
    /// risk.</summary>
    private static Problem? RefusalOf(ApprovalRow row, AccountCopy account, Caller caller)
    {
        var isOwner = caller.Is(Roles.Csm) && account.IsOwnedBy(caller.Id);
        if (!isOwner && caller.Role is not (Roles.Manager or Roles.Ops or Roles.Executive))
            return Problem.Forbidden($"{caller.Id} ({caller.Role}) is no owner of account {row.AccountId}.");
        if (row.Author != caller.Id)
            return null;
        var isRiskOnly = row.Classes.Length > 0 && row.Classes.All(one => one == Sensitivity.Risk);
        return isOwner && isRiskOnly ? null : ApprovalProblems.OwnDraft(row);
    }

    private static async Task<ApprovalRow> RestateAsync(
        UnitOfWork work,
        ApprovalRow row,
        StepDraft draft,
        ApprovalBasis now
    )
    {
        await work.ExecuteAsync(
            Restate,
            new
            {
                row.Id,
                Basis = JsonSerializer.Serialize(now, ContractJson.Options),
                ShownHash = ApprovalRequests.HashOf(draft, now),
            }
        );
        return (await work.SingleOrDefaultAsync<ApprovalRow>($"{ApprovalRow.Select} where id = @Id", new { row.Id }))!;
    }

    private const string LockRun = "select from run where id = (select run_id from approval where id = @id) for update";

    private const string Decide = """
        update approval set state = @State, decided_by = @By, decided_at = @Now, note = @Note,
            edited = @Edited::jsonb, version = version + 1
        where id = @id
        """;

    private const string TellRun = """
        update run set approval = @Decision, approved = @Approved::jsonb,
            variables = variables || jsonb_build_object('approval', @Decision::text)
        where id = @RunId and step = @Step and ended_at is null
        """;

    private const string Restate = """
        update approval set basis = @Basis::jsonb, shown_hash = @ShownHash, version = version + 1 where id = @Id
        """;
}
