using Microsoft.Extensions.Options;
using Platform.Contracts;
using Platform.Contracts.SuccessPlans;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Organisation;
using Platform.SuccessPlans.Organisation;

namespace Platform.SuccessPlans.Onboardings;

/// <summary>
/// The one way in which an open onboarding changes: by a person, by usage, or by the day. Each change settles
/// everything that follows from it (stages, overdue milestones, stall and ladder, the end), and tells of it in the same
/// transaction.
/// </summary>
internal sealed class OnboardingChanges(OrganisationCalendar day, IOptions<OnboardingOptions> options)
{
    /// <summary>Locks the onboarding, changes it and writes it. Null where there is none.</summary>
    public async Task<OnboardingState?> ApplyAsync(UnitOfWork work, Guid onboardingId, Action<OnboardingState> change)
    {
        if (await work.SingleOrDefaultAsync<OnboardingState>(Lock, new { onboardingId }) is not { } state)
            return null;
        state.Milestones = await work.QueryAsync<MilestoneState>(
            $"select {MilestoneState.Columns} from onboarding_milestone where onboarding_id = @onboardingId "
                + $"order by stage_no, position",
            new { onboardingId }
        );
        state.StageNames = await work.QueryAsync<string>(
            "select name from onboarding_stage where onboarding_id = @onboardingId order by stage_no",
            new { onboardingId }
        );
        change(state);
        if (state.Status == "open")
            await SettleAsync(work, state);
        else
            await SaveAsync(work, state, [], []);
        return state;
    }

    private async Task SettleAsync(UnitOfWork work, OnboardingState state)
    {
        var today = day.Today;
        var days = state.Milestones.Select(m => new MilestoneDay(m.StageNo, m.ClosedOn)).ToList();
        var stages = StageTimes.Of(state.OpenedOn, state.StageNames.Count, days);
        state.ProgressedOn = StageTimes.ProgressedOn(state.OpenedOn, days);
        var current = stages.FirstOrDefault(s => s.LeftOn is null, new StageTime(-1, null, null));
        (state.Stage, state.StageSince) =
            current.Stage < 0 ? (null, null) : (state.StageNames[current.Stage], current.EnteredOn);
        if (current.Stage < 0)
            (state.Status, state.CompletedOn) = ("completed", stages[^1].LeftOn);

        var events = new List<DomainEvent>();
        events.AddRange(
            state
                .Milestones.Where(m => m.JustDone)
                .Select(m => new MilestoneCompleted(
                    state.AccountId,
                    m.MilestoneId,
                    m.Name,
                    m.DueOn,
                    m.ClosedOn!.Value,
                    m.ByTelemetry
                ))
        );
        if (state.Status == "open")
            events.AddRange(await OverdueAsync(work, state));
        var raised = await StallAsync(work, state, today, events);
        if (state.CompletedOn is { } end)
            events.Add(
                new OnboardingCompleted(
                    state.AccountId,
                    state.OnboardingId,
                    end,
                    end.DayNumber - state.SignedOn.DayNumber
                )
            );
        await SaveAsync(work, state, stages, raised);
        await work.EnqueueAsync([.. events.Select(e => (e, state.AccountId))]);
    }

    private async Task<IReadOnlyList<DomainEvent>> OverdueAsync(UnitOfWork work, OnboardingState state)
    {
        var late = state
            .Milestones.Where(m => m.IsOpen && m.DueOn <= day.LastMissed() && m.OverdueTold != m.DueOn)
            .ToList();
        if (late.Count == 0)
            return [];
        var people = await People.ReadAsync(work, state.AccountId);
        foreach (var milestone in late)
            (milestone.OverdueTold, milestone.Changed) = (milestone.DueOn, true);
        return
        [
            .. late.Select(m => new MilestoneOverdue(
                state.AccountId,
                m.MilestoneId,
                m.Name,
                m.DueOn,
                m.Side,
                m.Owner ?? people.Of(m.Side, m.OwnerRole)
            )),
        ];
    }

    private async Task<IReadOnlyList<Escalation>> StallAsync(
        UnitOfWork work,
        OnboardingState state,
        DateOnly today,
        List<DomainEvent> events
    )
    {
        var stall =
            state.Status == "open"
                ? Stall.Assess(
                    state.Milestones.Where(m => m.IsOpen).Select(m => m.DueOn),
                    state.ProgressedOn,
                    await work.ScalarAsync<decimal?>(MedianDays, new { state.Segment, state.Stage }),
                    today,
                    day.Current,
                    options.Value
                )
                : null;
        if (stall is null)
        {
            (state.StalledSince, state.StallCause) = (null, null);
            return [];
        }

        // A stall that goes on keeps its beginning, and with it the dates of its ladder, also where its cause becomes
        // another.
        state.StalledSince ??= stall.Since;
        state.StallCause ??= stall.Cause;
        var since = state.StalledSince.Value;
        var told = (
            await work.QueryAsync<string>(
                "select level from onboarding_escalation where onboarding_id = @OnboardingId and stalled_since = "
                    + "@since",
                new { state.OnboardingId, since }
            )
        ).ToHashSet(StringComparer.Ordinal);
        var due = EscalationStep
            .Ladder(since, day.Current, options.Value)
            .Where(s => s.On <= today && !told.Contains(s.Level))
            .ToList();
        if (due.Count == 0)
            return [];
        var people = await People.ReadAsync(work, state.AccountId);
        events.AddRange(
            due.Select(s => new OnboardingStalled(
                state.AccountId,
                state.OnboardingId,
                state.Stage ?? "",
                state.StallCause,
                s.Level,
                since
            ))
        );
        return
        [
            .. due.Select(s => new Escalation(
                since,
                s.Level,
                s.On,
                today,
                people.ToTell(s.Level),
                s.Level == "sponsors" ? people.CustomerSponsor : null
            )),
        ];
    }

    private async Task SaveAsync(
        UnitOfWork work,
        OnboardingState state,
        IReadOnlyList<StageTime> stages,
        IReadOnlyList<Escalation> raised
    )
    {
        await work.ExecuteAsync(
            Save,
            new
            {
                state.OnboardingId,
                state.Status,
                state.Stage,
                state.StageSince,
                state.ProgressedOn,
                state.CompletedOn,
                state.StalledSince,
                state.StallCause,
                day.Today,
            }
        );
        foreach (var m in state.Milestones.Where(m => m.Changed))
            await work.ExecuteAsync(
                SaveMilestone,
                new
                {
                    m.MilestoneId,
                    m.Owner,
                    m.DueOn,
                    m.Status,
                    m.ClosedOn,
                    m.ClosedBy,
                    m.ByTelemetry,
                    m.Evidence,
                    m.OverdueTold,
                }
            );
        foreach (var s in stages)
            await work.ExecuteAsync(
                "update onboarding_stage set entered_on = @EnteredOn, left_on = @LeftOn where onboarding_id = "
                    + "@OnboardingId and stage_no = @Stage and (entered_on, left_on) is distinct from (@EnteredOn, "
                    + "@LeftOn)",
                new
                {
                    state.OnboardingId,
                    s.Stage,
                    s.EnteredOn,
                    s.LeftOn,
                }
            );
        foreach (var e in raised)
            await work.ExecuteAsync(
                Raise,
                new
                {
                    state.OnboardingId,
                    e.Since,
                    e.Level,
                    e.DueOn,
                    e.RaisedOn,
                    e.OurPerson,
                    e.ContactId,
                }
            );
    }

    private sealed record Escalation(
        DateOnly Since,
        string Level,
        DateOnly DueOn,
        DateOnly RaisedOn,
        string? OurPerson,
        Guid? ContactId
    );

    private const string Lock =
        $"select {OnboardingState.Columns} from onboarding where onboarding_id = @onboardingId for update";

    // Of finished stays in the stage by other customers of the segment.
    private const string MedianDays = """
        select percentile_cont(0.5) within group (order by s.left_on - s.entered_on)::numeric
        from onboarding_stage s join onboarding o using (onboarding_id)
        where o.segment = @Segment and s.name = @Stage and s.left_on is not null and o.status <> 'cancelled'
        """;

    // A stall that ended is resolved by the day's work, with every level that was told of it.
    private const string Save = """
        with resolved as (
            update onboarding_escalation set resolved_on = @Today
            where onboarding_id = @OnboardingId and resolved_on is null and stalled_since is distinct from @StalledSince
        )
        update onboarding set status = @Status, stage = @Stage, stage_since = @StageSince,
            progressed_on = @ProgressedOn, completed_on = @CompletedOn,
            stalled_since = @StalledSince, stall_cause = @StallCause, version = version + 1
        where onboarding_id = @OnboardingId
        """;

    private const string SaveMilestone = """
        update onboarding_milestone set owner = @Owner, due_on = @DueOn, status = @Status, closed_on = @ClosedOn,
            closed_by = @ClosedBy, by_telemetry = @ByTelemetry,
            evidence = @Evidence, overdue_told = @OverdueTold, version = version + 1
        where milestone_id = @MilestoneId
        """;

    private const string Raise = """
        insert into onboarding_escalation (onboarding_id, stalled_since, level, due_on, raised_on, our_person,
            contact_id)
        values (@OnboardingId, @Since, @Level, @DueOn, @RaisedOn, @OurPerson, @ContactId)
        """;
}
