using System.Text.Json;
using Platform.Contracts;
using Platform.Contracts.Accounts;
using Platform.Contracts.Engagement;
using Platform.Engagement.Accounts;
using Platform.Engagement.Approvals;
using Platform.Engagement.Events;
using Platform.Engagement.Playbooks;
using Platform.Engagement.Steps;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Organisation;

namespace Platform.Engagement.Runs;

/// <summary>What an event does to runs: it starts them, ends them, lets them go on, or shows that a goal is reached. A
/// paused playbook still listens: only its steps wait.</summary>
public sealed class RunListener(
    LivePlaybooks playbooks,
    RunStarter starter,
    RunStore store,
    RunEngine engine,
    OrganisationCalendar calendar
) : IEventListener
{
    public async Task OnAsync(
        DomainEvent domainEvent,
        string name,
        JsonElement body,
        UnitOfWork work,
        CancellationToken ct
    )
    {
        if (domainEvent.AccountId == Guid.Empty)
            return;
        var triggered = (await playbooks.AllAsync(ct)).Where(live => IsTriggeredBy(live, domainEvent, name)).ToList();
        var runs = await work.QueryAsync<RunRow>(Concerned, new { domainEvent.AccountId, work.Context.Now });
        if (triggered.Count == 0 && runs.Count == 0)
            return;
        if (await AccountCopies.FindAsync(work, domainEvent.AccountId) is not { } account)
            return;
        foreach (var run in runs)
            await ApplyAsync(work, run, account, name, body, ct);
        foreach (var live in triggered)
            await StartAsync(work, live, account, domainEvent, name, body);
    }

    private static bool IsTriggeredBy(LivePlaybook live, DomainEvent domainEvent, string name)
    {
        var trigger = live.Definition.Trigger;
        return trigger.Kind switch
        {
            "event" => trigger.Event == name,
            "segment" => domainEvent switch
            {
                SegmentEntered entered => trigger.OnEntering && entered.Segment == trigger.Segment,
                SegmentLeft left => !trigger.OnEntering && left.Segment == trigger.Segment,
                _ => false,
            },
            _ => false,
        };
    }

    private async Task StartAsync(
        UnitOfWork work,
        LivePlaybook live,
        AccountCopy account,
        DomainEvent domainEvent,
        string name,
        JsonElement body
    )
    {
        var contact =
            body.TryGetProperty("contactId", out var contactId) && contactId.TryGetGuid(out var id)
                ? await AccountCopies.FindContactAsync(work, id)
                : null;
        var user = body.TryGetProperty("user", out var userId) ? userId.GetString() : null;
        var facts = new PlaybookFacts(account, contact, user, body);
        if (live.Definition.Trigger.When is { } when && !when.Matches(facts, calendar.DateOf(work.Context.Now)))
            return;
        // What speaks against it (it is open, it ended a week ago) is no error: the trigger just starts nothing.
        await starter.StartAsync(
            work,
            new RunStart(
                live,
                account,
                live.Definition.Trigger.Kind == "segment" ? "segment" : name,
                domainEvent.Actor.Length > 0 ? domainEvent.Actor : "service:engagement",
                live.Definition.Subject == "contact" ? contact : null,
                live.Definition.Subject == "user" ? user : null,
                body
            )
        );
    }

    private async Task ApplyAsync(
        UnitOfWork work,
        RunRow run,
        AccountCopy account,
        string name,
        JsonElement body,
        CancellationToken ct
    )
    {
        var definition = await playbooks.GetAsync(run.PlaybookId, run.PlaybookVersion, ct);
        await MeasureAsync(work, run, definition, account);
        if (run.EndedAt is not null)
            return;
        var contact = run.ContactId is { } id ? await AccountCopies.FindContactAsync(work, id) : null;
        var facts = engine.FactsOf(run, account, contact, run.ReadVariables());
        var today = calendar.DateOf(work.Context.Now);
        var told = new List<(DomainEvent, Guid)>();
        var exit = definition.Exit.Events.Contains(name, StringComparer.Ordinal)
            ? $"The event {name} came."
            : RunCore.Exits(definition, facts, today);
        if (exit is not null)
        {
            engine.End(run, told, "exited", exit);
            await ApprovalRequests.WithdrawAsync(work, run.Id);
            await store.SaveAsync(work, run);
            await work.EnqueueAsync(told);
            return;
        }

        var step = definition.Find(run.Step);
        var answers =
            run.WaitingFor is not null
            && run.State == "waiting"
            && (
                step?.Wait is not null
                    ? RunCore.Answers(step, name, step.Wait.Event is null ? facts : facts with { Event = body }, today)
                    : run.WaitEvent == name
            );
        if (!answers || run.Wake is not null)
            return;
        run.Wake = JsonSerializer.Serialize(new StepWake("event", body), ContractJson.Options);
        run.NextAt = work.Context.Now;
        await store.SaveAsync(work, run);
    }

    private static async Task MeasureAsync(
        UnitOfWork work,
        RunRow run,
        PlaybookDefinition definition,
        AccountCopy account
    )
    {
        if (definition.Goal is not { } goal || run.GoalReachedAt is not null || run.GoalUntil < work.Context.Now)
            return;
        var after = RunStarter.MeasureOf(account, goal.Measure);
        if (!RunCore.Reaches(goal, run.MeasureBefore, after))
            return;
        var reached = await work.ExecuteAsync(
            "update run set goal_reached_at = @Now, version = version + 1 where id = @Id and goal_reached_at is null",
            new { run.Id, work.Context.Now }
        );
        if (reached > 0)
            await work.EnqueueAsync(
                new GoalReached(run.AccountId, run.Id, run.Playbook, goal.Measure, run.MeasureBefore, after!.Value),
                run.Id
            );
    }

    private const string Concerned = $"""
        {RunRow.Select}
        where r.account_id = @AccountId
          and (r.ended_at is null or (r.goal_until > @Now and r.goal_reached_at is null))
        order by r.id for update of r
        """;
}
