using System.Text.Json;
using Platform.Contracts;

namespace Platform.SuccessPlans.Onboardings;

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

    /// <summary>The person; where none was named, the holder of the role.</summary>
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
