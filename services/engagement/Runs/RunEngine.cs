using System.Text.Json;
using Platform.Contracts;
using Platform.Contracts.Engagement;
using Platform.Engagement.Accounts;
using Platform.Engagement.Approvals;
using Platform.Engagement.Playbooks;
using Platform.Engagement.Steps;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Organisation;

namespace Platform.Engagement.Runs;

/// <summary>Moves one run as far as it goes: the decisions are <see cref="RunCore"/>'s, what they bring about is done
/// here, in one transaction with the run's new state and its next moment.</summary>
public sealed class RunEngine(
    LivePlaybooks playbooks,
    DefinitionCheck check,
    RunStore store,
    ApprovalRequests approvals,
    OrganisationCalendar calendar,
    TimeProvider clock
)
{
    private const int MostMoves = 200;

    public async Task AdvanceAsync(UnitOfWork work, RunRow run, CancellationToken ct)
    {
        var told = new List<(DomainEvent, Guid)>();
        var definition = await playbooks.GetAsync(run.PlaybookId, run.PlaybookVersion, ct);
        var account = await AccountCopies.FindAsync(work, run.AccountId);
        var contact = run.ContactId is { } id ? await AccountCopies.FindContactAsync(work, id) : null;
        if (account is null || (run.ContactId is not null && contact is null))
            End(run, told, "exited", account is null ? "The account is gone." : "The person is gone.");
        for (var moves = 0; run.EndedAt is null; moves++)
        {
            if (moves == MostMoves)
            {
                Fail(run, told, $"It made {MostMoves} moves at one instant.");
                break;
            }

            if (await MoveAsync(work, run, definition, account!, contact, told, ct))
                break;
        }

        if (run.State == "exited")
            await ApprovalRequests.WithdrawAsync(work, run.Id);
        await store.SaveAsync(work, run);
        await work.EnqueueAsync(told);
    }

    /// <summary>Ends a run; the caller saves it and tells what is put into <paramref name="told"/>.</summary>
    public void End(RunRow run, List<(DomainEvent, Guid)> told, string state, string reason)
    {
        (run.State, run.EndReason, run.EndedAt, run.NextAt) = (state, reason, clock.GetUtcNow(), null);
        (run.Wake, run.WaitEvent, run.WaitingFor) = (null, null, null);
        told.Add((new PlaybookEnded(run.AccountId, run.Id, run.Playbook, state, reason), run.Id));
    }

    /// <returns>True where the run waits, for whatever it is.</returns>
    private async Task<bool> MoveAsync(
        UnitOfWork work,
        RunRow run,
        PlaybookDefinition definition,
        AccountCopy account,
        ContactCopy? contact,
        List<(DomainEvent, Guid)> told,
        CancellationToken ct
    )
    {
        var woken = run.Woken;
        var variables = run.ReadVariables();
        var facts = FactsOf(run, account, contact, variables);
        var position = PositionOf(run, definition, account, contact) with
        {
            IsDoneBefore = await IsDoneBeforeAsync(work, run),
        };
        var move = RunCore.Next(definition, position, facts, Now, calendar.Current);
        switch (move)
        {
            case RunMove.End end:
                End(run, told, end.State, end.Reason);
                return true;
            case RunMove.Wait wait:
                Rest(run, "waiting", wait.At, wait.For, wait.Event);
                return true;
            case RunMove.Pass pass:
                await PassAsync(work, run, pass, told);
                return false;
            case RunMove.Ask ask:
                var (draft, classes) = await DraftAsync(work, run, ask.Step, account, contact, variables, ct);
                await AskAsync(work, run, ask.Step.Type, draft, classes, account, told);
                return true;
            case RunMove.Do act:
                return await DoAsync(work, run, definition, act.Step, account, contact, variables, woken, told, ct);
            default:
                throw new InvalidOperationException($"{move} is no move.");
        }
    }

    private async Task<bool> DoAsync(
        UnitOfWork work,
        RunRow run,
        PlaybookDefinition definition,
        PlaybookStep step,
        AccountCopy account,
        ContactCopy? contact,
        Dictionary<string, JsonElement> variables,
        StepWake woken,
        List<(DomainEvent, Guid)> told,
        CancellationToken ct
    )
    {
        if (check.Handler(step.Type) is not { } handler)
        {
            Fail(run, told, $"No handler does '{step.Type}'.");
            return true;
        }

        var stepRun = StepRunOf(run, step, account, contact, variables, woken);
        var result = await handler.RunAsync(stepRun, work, ct);
        run.Attempt++;
        switch (result)
        {
            case StepResult.Done done:
                if (done.Output is { } output)
                {
                    variables["steps." + step.Key] = output;
                    run.Variables = JsonSerializer.Serialize(variables, ContractJson.Options);
                }

                await PassAsync(
                    work,
                    run,
                    new RunMove.Pass(step, done.Next ?? definition.After(step), "done", null),
                    told,
                    done.Output?.GetRawText()
                );
                return false;
            case StepResult.WaitUntil wait:
                Rest(run, "waiting", wait.At, wait.For);
                return true;
            case StepResult.WaitForEvent wait:
                Rest(run, "waiting", wait.Until, wait.For, wait.Event);
                return true;
            case StepResult.Refused { NextFreeAt: { } free } refused:
                Rest(run, "waiting", free, refused.Reason);
                await RunStore.RecordAsync(work, run, step.Key, step.Type, "refused", refused.Reason, Engine);
                return true;
            case StepResult.Refused refused:
                await PassAsync(
                    work,
                    run,
                    new RunMove.Pass(step, definition.After(step), "skipped", refused.Reason),
                    told
                );
                return false;
            case StepResult.AwaitApproval ask:
                await AskAsync(work, run, step.Type, ask.Draft, ask.Classes, account, told);
                return true;
            case StepResult.Send send:
                await work.ExecuteAsync(
                    InsertIntent,
                    new
                    {
                        send.EffectKey,
                        RunId = run.Id,
                        run.AccountId,
                        Step = step.Key,
                        send.Kind,
                        Payload = send.Payload.GetRawText(),
                        Now,
                    }
                );
                Rest(run, "waiting", null, $"the other side to confirm '{step.Key}'");
                return true;
            case StepResult.Failed failed:
                Fail(run, told, failed.Reason);
                await RunStore.RecordAsync(work, run, step.Key, step.Type, "failed", failed.Reason, Engine);
                return true;
            default:
                throw new InvalidOperationException($"{result} is no result of a step.");
        }
    }

    /// <summary>Leaves a step for the next: what belonged to it is forgotten.</summary>
    internal static async Task PassAsync(
        UnitOfWork work,
        RunRow run,
        RunMove.Pass pass,
        List<(DomainEvent, Guid)> told,
        string? output = null,
        string by = Engine
    )
    {
        await RunStore.RecordAsync(work, run, pass.Step.Key, pass.Step.Type, pass.Outcome, pass.Detail, by, output);
        told.Add(
            (new StepDone(run.AccountId, run.Id, run.Playbook, pass.Step.Key, pass.Step.Type, pass.Outcome), run.Id)
        );
        (run.Step, run.Attempt, run.State, run.NextAt) = (pass.Next, 0, "running", work.Context.Now);
        (run.Wake, run.WaitEvent, run.WaitingFor, run.Approved, run.Approval) = (null, null, null, null, null);
    }

    private async Task AskAsync(
        UnitOfWork work,
        RunRow run,
        string type,
        StepDraft draft,
        IReadOnlyCollection<string> classes,
        AccountCopy account,
        List<(DomainEvent, Guid)> told
    )
    {
        var request = new ApprovalRequest(
            run.AccountId,
            run.Id,
            run.PlaybookId,
            run.Playbook,
            run.PlaybookVersion,
            run.Step!,
            type,
            run.StartedBy,
            classes,
            draft
        );
        told.Add((await approvals.CreateAsync(work, request, account), run.Id));
        Rest(run, "awaiting_approval", null, $"a person to approve '{run.Step}'");
    }

    private async Task<(StepDraft, IReadOnlyCollection<string>)> DraftAsync(
        UnitOfWork work,
        RunRow run,
        PlaybookStep step,
        AccountCopy account,
        ContactCopy? contact,
        Dictionary<string, JsonElement> variables,
        CancellationToken ct
    )
    {
        var stepRun = StepRunOf(run, step, account, contact, variables, StepWake.First);
        var draft = check.Handler(step.Type) is { } handler ? await handler.DraftAsync(stepRun, work, ct) : null;
        return (
            draft
                ?? new StepDraft(
                    contact?.Email is { } email ? [email.ToLowerInvariant()] : [],
                    stepRun.Text("title") ?? step.Key,
                    stepRun.Text("text") ?? step.Json.GetRawText(),
                    []
                ),
            stepRun.Classes
        );
    }

    private StepRun StepRunOf(
        RunRow run,
        PlaybookStep step,
        AccountCopy account,
        ContactCopy? contact,
        Dictionary<string, JsonElement> variables,
        StepWake woken
    ) =>
        new(
            run.Id,
            run.PlaybookId,
            run.Playbook,
            step.Key,
            step.Json,
            account,
            contact,
            run.ProductUserId,
            [.. step.Classes.Union(TargetClasses(step, account, contact), StringComparer.Ordinal)],
            variables,
            run.StartedBy,
            run.Attempt,
            woken,
            run.Approved is null ? null : JsonSerializer.Deserialize<StepDraft>(run.Approved, ContractJson.Options),
            Now
        );

    /// <summary>Sensitive by whom it reaches: an executive, or anybody of a customer that has given notice or
    /// left.</summary>
    private IEnumerable<string> TargetClasses(PlaybookStep step, AccountCopy account, ContactCopy? contact)
    {
        if (check.Handler(step.Type) is not { ReachesCustomer: true })
            yield break;
        if (contact?.Seniority == "executive")
            yield return Sensitivity.Executive;
        if (account.HasNotice || account.IsChurned)
            yield return Sensitivity.Churned;
    }

    /// <summary>A run that was moved to another version may come again to what it has done.</summary>
    private static async Task<bool> IsDoneBeforeAsync(UnitOfWork work, RunRow run) =>
        run is { MigratedAt: { } at, Attempt: 0, Step: not null }
        && await work.ScalarAsync<bool>(
            "select exists (select from run_step where run_id = @Id and step = @Step and outcome = 'done' "
                + "and at <= @at)",
            new
            {
                run.Id,
                run.Step,
                at,
            }
        );

    private RunPosition PositionOf(
        RunRow run,
        PlaybookDefinition definition,
        AccountCopy account,
        ContactCopy? contact
    ) =>
        new(
            run.Step,
            run.Woken.Kind,
            run.Approval,
            definition.Find(run.Step) is { } step && TargetClasses(step, account, contact).Any(),
            run.Arm == "holdout" ? run.GoalUntil ?? run.StartedAt.AddDays(60) : null
        );

    internal PlaybookFacts FactsOf(
        RunRow run,
        AccountCopy account,
        ContactCopy? contact,
        Dictionary<string, JsonElement> variables
    ) =>
        new(
            account,
            contact,
            run.ProductUserId,
            variables.TryGetValue("event", out var body) ? body : null,
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["arm"] = run.Arm,
                ["trigger"] = run.Trigger,
                ["days"] = (decimal)Math.Floor((Now - run.StartedAt).TotalDays),
                ["approval"] = variables.TryGetValue("approval", out var approval) ? approval.GetString() : null,
            }
        );

    private void Fail(RunRow run, List<(DomainEvent, Guid)> told, string reason)
    {
        (run.State, run.WaitingFor, run.WaitEvent, run.Wake) = (
            "failed",
            "a person: retry, skip or end it",
            null,
            null
        );
        (run.EndReason, run.NextAt) = (reason, null);
        told.Add((new PlaybookFailed(run.AccountId, run.Id, run.Playbook, run.Step ?? "", reason), run.Id));
    }

    private static void Rest(RunRow run, string state, DateTimeOffset? at, string waitsFor, string? eventName = null) =>
        (run.State, run.NextAt, run.WaitingFor, run.WaitEvent, run.Wake) = (state, at, waitsFor, eventName, null);

    private DateTimeOffset Now => clock.GetUtcNow();

    private const string Engine = "service:engagement";

    private const string InsertIntent = """
        insert into outward_intent (effect_key, run_id, account_id, step, kind, payload, state, due_at, written_at)
        values (@EffectKey, @RunId, @AccountId, @Step, @Kind, @Payload::jsonb, 'intended', @Now, @Now)
        on conflict (effect_key) do update
            set state = 'intended', due_at = excluded.due_at, attempts = 0
        where outward_intent.state = 'refused'
        """;
}
