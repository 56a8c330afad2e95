using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Platform.Contracts;
using Platform.Contracts.Engagement;
using Platform.Engagement.Accounts;
using Platform.Engagement.Inbox;
using Platform.Engagement.Steps;
using Platform.ServiceKit.Data;

namespace Platform.Engagement.Approvals;

/// <summary>Asks a person: one waiting approval per step of a run, and one item in the inbox.</summary>
public sealed class ApprovalRequests
{
    /// <returns>The event to tell, after the run's row was written.</returns>
    public async Task<ApprovalRequested> CreateAsync(UnitOfWork work, ApprovalRequest request, AccountCopy account)
    {
        var id = Guid.CreateVersion7();
        var basis = await ApprovalBasis.ReadAsync(work, account, request.Draft.Recipients);
        await work.ExecuteAsync(
            Insert,
            new
            {
                id,
                request.AccountId,
                request.RunId,
                request.PlaybookId,
                request.Playbook,
                request.PlaybookVersion,
                request.Step,
                request.StepType,
                Classes = request.Classes.ToArray(),
                // A person who started the run wrote the draft with it; else whoever wrote the playbook.
                Author = IsPerson(request.StartedBy) ? request.StartedBy : null,
                Draft = JsonSerializer.Serialize(request.Draft, ContractJson.Options),
                Basis = JsonSerializer.Serialize(basis, ContractJson.Options),
                ShownHash = HashOf(request.Draft, basis),
                work.Context.Now,
            }
        );
        await InboxItems.OpenAsync(
            work,
            new NewInboxItem(
                InboxKinds.Approval,
                request.AccountId,
                $"Decide: {request.Draft.Subject ?? request.Step}",
                "engagement",
                $"approval:{id}",
                DueAt: work.Context.Now.AddDays(1),
                Detail: request.Classes.Count > 0 ? string.Join(", ", request.Classes) : null,
                RunId: request.RunId,
                Step: request.Step
            )
        );
        return new ApprovalRequested(
            request.AccountId,
            id,
            request.RunId,
            request.Playbook,
            request.Step,
            [.. request.Classes],
            account.Owner("csm")
        );
    }

    /// <summary>Takes back what waits of a run that has ended, or of a step that it has left.</summary>
    /// <param name="work">Commits together with the run's change.</param>
    /// <param name="runId">The run.</param>
    /// <param name="step">Only of this step; null: of all.</param>
    public static async Task WithdrawAsync(UnitOfWork work, Guid runId, string? step = null)
    {
        var args = new
        {
            runId,
            step,
            work.Context.Now,
        };
        foreach (var id in await work.QueryAsync<Guid>(Withdraw, args))
            await InboxItems.CloseAsync(work, $"approval:{id}", "service:engagement", "Its run has gone on.");
        await work.ExecuteAsync(CloseTasks, args);
    }

    /// <summary>Of all that is shown: recipients, subject, body, attachments, and what it stands on.</summary>
    internal static string HashOf(StepDraft draft, ApprovalBasis basis) =>
        Convert.ToHexStringLower(
            SHA256.HashData(
                Encoding.UTF8.GetBytes(draft.Hash() + JsonSerializer.Serialize(basis, ContractJson.Options))
            )
        );

    private static bool IsPerson(string actor) => actor.Length > 0 && !actor.Contains(':', StringComparison.Ordinal);

    private const string Insert = """
        insert into approval (id, account_id, run_id, playbook_id, playbook, step, step_type, classes, author, draft,
            basis, shown_hash, state, asked_at, version)
        values (@id, @AccountId, @RunId, @PlaybookId, @Playbook, @Step, @StepType, @Classes,
            coalesce(@Author, (select saved_by from playbook_version
                where playbook_id = @PlaybookId and number = @PlaybookVersion), ''),
            @Draft::jsonb, @Basis::jsonb, @ShownHash, 'waiting', @Now, 1)
        """;

    private const string Withdraw = """
        update approval set state = 'withdrawn', decided_at = @Now, version = version + 1
        where run_id = @runId and state = 'waiting' and (@step::text is null or step = @step) returning id
        """;

    private const string CloseTasks = """
        update inbox_item set state = 'done', closed_at = @Now, closed_by = 'service:engagement',
            note = 'Its run has gone on.', version = version + 1
        where run_id = @runId and kind = 'task' and state <> 'done' and (@step::text is null or step = @step)
        """;
}
