using System.Text.Json;
using Platform.Contracts;
using Platform.ServiceKit.Data;

namespace Platform.SuccessPlans.Onboardings;

public sealed class OnboardingView
{
    public Guid Id { get; init; }
    public Guid AccountId { get; init; }
    public string? AccountName { get; init; }
    public string Segment { get; init; } = "";

    /// <summary><c>open</c>, <c>completed</c> or <c>cancelled</c>.</summary>
    public string Status { get; init; } = "";
    public DateOnly SignedOn { get; init; }

    /// <summary>The day on which it was opened.</summary>
    public DateOnly OpenedOn { get; init; }

    /// <summary>The last due date of its milestones.</summary>
    public DateOnly PlannedEnd { get; init; }

    /// <summary>The day on which all milestones were closed.</summary>
    public DateOnly? CompletedOn { get; init; }

    /// <summary>Why it was cancelled.</summary>
    public string? CancelledReason { get; init; }

    /// <summary>The stage that it is in.</summary>
    public string? Stage { get; init; }

    /// <summary>Since when it is in the stage.</summary>
    public DateOnly? StageSince { get; init; }

    /// <summary>The day on which a milestone was last closed.</summary>
    public DateOnly ProgressedOn { get; init; }

    /// <summary>Null while it moves.</summary>
    public DateOnly? StalledSince { get; init; }

    /// <summary><c>milestone_overdue</c> or <c>no_progress</c>.</summary>
    public string? StallCause { get; init; }
    public int Version { get; init; }

    /// <summary>Days from signature to first value, of the product that gave it first; null before.</summary>
    public int? TimeToFirstValueDays => FirstValues.Count == 0 ? null : FirstValues.Min(v => v.Days);

    /// <summary>When which product gave its first value.</summary>
    public IReadOnlyList<FirstValueView> FirstValues { get; set; } = [];

    /// <summary>The stages in their order.</summary>
    public IReadOnlyList<StageView> Stages { get; set; } = [];

    /// <summary>The milestones, stage by stage.</summary>
    public IReadOnlyList<OnboardingMilestoneView> Milestones { get; set; } = [];

    /// <summary>How far each role has come.</summary>
    public IReadOnlyList<TrackView> Tracks =>
        [
            .. Milestones
                .Where(m => m.Track is not null && m.Status != "skipped")
                .GroupBy(m => m.Track!)
                .Select(g => new TrackView(g.Key, g.Count(m => m.Status == "done"), g.Count()))
                .OrderBy(t => t.Track, StringComparer.Ordinal),
        ];

    /// <summary>Calls that are due or were held.</summary>
    public IReadOnlyList<CheckInView> CheckIns { get; set; } = [];

    /// <summary>Who was told of a stall, and when.</summary>
    public IReadOnlyList<EscalationView> Escalations { get; set; } = [];

    internal const string Select = """
        select o.onboarding_id as id, o.account_id, a.name as account_name, o.segment, o.status, o.signed_on,
            o.opened_on, o.planned_end, o.completed_on, o.cancelled_reason,
               o.stage, o.stage_since, o.progressed_on, o.stalled_since, o.stall_cause, o.version
        from onboarding o left join account_copy a using (account_id)
        """;

    /// <summary>With everything in it; null where there is none.</summary>
    internal static async Task<OnboardingView?> ReadAsync(UnitOfWork work, Guid id)
    {
        if (
            await work.SingleOrDefaultAsync<OnboardingView>($"{Select} where o.onboarding_id = @id", new { id })
            is not { } view
        )
            return null;
        view.FirstValues = await work.QueryAsync<FirstValueView>(
            "select product, action, reached_on, days from first_value where onboarding_id = @id order by "
                + "reached_on, product",
            new { id }
        );
        view.Stages = await work.QueryAsync<StageView>(
            "select name, entered_on, left_on from onboarding_stage where onboarding_id = @id order by stage_no",
            new { id }
        );
        view.Milestones = await work.QueryAsync<OnboardingMilestoneView>(
            OnboardingMilestoneView.OfOnboarding,
            new { id }
        );
        view.CheckIns = await work.QueryAsync<CheckInView>(CheckInView.OfOnboarding, new { id });
        view.Escalations = await work.QueryAsync<EscalationView>(
            "select level, stalled_since, due_on, raised_on, our_person, contact_id, resolved_on from "
                + "onboarding_escalation where onboarding_id = @id order by stalled_since, due_on, raised_on",
            new { id }
        );
        return view;
    }
}

public sealed class FirstValueView
{
    public string Product { get; init; } = "";

    /// <summary>The critical action that came last.</summary>
    public string Action { get; init; } = "";

    /// <summary>The day on which the last of them came, ISO date.</summary>
    public DateOnly ReachedOn { get; init; }

    /// <summary>Days since the signature.</summary>
    public int Days { get; init; }
}

public sealed class StageView
{
    public string Name { get; init; } = "";

    /// <summary>The day on which it was entered.</summary>
    public DateOnly? EnteredOn { get; init; }

    /// <summary>The day on which it was left.</summary>
    public DateOnly? LeftOn { get; init; }
}

/// <param name="Track">The customer's role whose path it is.</param>
/// <param name="Done">Milestones that are done.</param>
/// <param name="Of">Milestones in all, without those skipped.</param>
public sealed record TrackView(string Track, int Done, int Of);

public sealed class OnboardingMilestoneView
{
    public Guid Id { get; init; }

    /// <summary>The stage that it belongs to.</summary>
    public string Stage { get; init; } = "";

    /// <summary>Its stable name in the template.</summary>
    public string Key { get; init; } = "";
    public string Name { get; init; } = "";
    public string Side { get; init; } = "";

    /// <summary>The role that owes it where no person is named.</summary>
    public string? OwnerRole { get; init; }

    /// <summary>The person; where none was named, whoever has the role now.</summary>
    public string? Owner { get; init; }

    /// <summary>The customer's role whose path it is on.</summary>
    public string? Track { get; init; }
    public DateOnly DueOn { get; init; }

    /// <summary><c>open</c>, <c>done</c> or <c>skipped</c>.</summary>
    public string Status { get; init; } = "";

    /// <summary>The day on which it was done or skipped.</summary>
    public DateOnly? ClosedOn { get; init; }

    /// <summary>User id of who said so, or the telemetry.</summary>
    public string? ClosedBy { get; init; }

    /// <summary>Whether usage completed it by itself.</summary>
    public bool ByTelemetry { get; init; }
    public string? Evidence { get; init; }

    /// <summary>What usage has to show for it to complete itself; null: a person completes it.</summary>
    public TelemetryRule? Telemetry =>
        Rule is null ? null : JsonSerializer.Deserialize<TelemetryRule>(Rule, ContractJson.Options);
    internal string? Rule { get; init; }
    public int Version { get; init; }

    internal const string OfOnboarding = """
        select m.milestone_id as id, s.name as stage, m.key, m.name, m.side, m.owner_role, m.track, m.due_on, m.status,
            m.closed_on, m.closed_by, m.by_telemetry, m.evidence, m.rule, m.version,
               coalesce(m.owner,
                   case m.side when 'ours' then (select a.owners ->> m.owner_role from account_copy a
                       where a.account_id = m.account_id)
                   else (select c.name from contact_copy c
                       where c.account_id = m.account_id and c.status = 'active' and m.owner_role = any(c.roles)
                       order by c.name, c.contact_id limit 1) end) as owner
        from onboarding_milestone m join onboarding_stage s using (onboarding_id, stage_no)
        where m.onboarding_id = @id order by m.stage_no, m.position
        """;
}

public sealed class CheckInView
{
    public Guid Id { get; init; }

    /// <summary><c>weekly_status</c>, <c>executive_check_in</c> or <c>sponsor_touchpoint</c>.</summary>
    public string Kind { get; init; } = "";
    public DateOnly DueOn { get; init; }
    public DateOnly? HeldOn { get; init; }

    /// <summary><c>green</c>, <c>yellow</c> or <c>red</c>.</summary>
    public string? Status { get; init; }
    public string? Summary { get; init; }
    public string? RecordedBy { get; init; }
    public Guid[] Attendees { get; init; } = [];

    internal const string OfOnboarding = """
        select c.check_in_id as id, c.kind, c.due_on, c.held_on, c.status, c.summary, c.recorded_by,
               array(select contact_id from onboarding_check_in_attendee t where t.check_in_id = c.check_in_id
                   order by contact_id) as attendees
        from onboarding_check_in c where c.onboarding_id = @id order by c.due_on, c.kind
        """;
}

public sealed class EscalationView
{
    /// <summary><c>csm</c>, <c>manager</c> or <c>sponsors</c> (both sides').</summary>
    public string Level { get; init; } = "";
    public DateOnly StalledSince { get; init; }
    public DateOnly DueOn { get; init; }
    public DateOnly RaisedOn { get; init; }
    public string? OurPerson { get; init; }

    /// <summary>The customer's executive sponsor, where the level is theirs.</summary>
    public Guid? ContactId { get; init; }
    public DateOnly? ResolvedOn { get; init; }
}
