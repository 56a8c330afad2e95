using System.Text.Json;
using Platform.Contracts;
using Platform.Engagement.Steps;

namespace Platform.Engagement.Runs;

/// <summary>A run as stored; the engine changes it and writes it back as a whole.</summary>
public sealed record RunRow
{
    public Guid Id { get; init; }
    public Guid PlaybookId { get; init; }
    public string Playbook { get; init; } = "";
    public int PlaybookVersion { get; init; }
    public Guid AccountId { get; init; }
    public Guid? ContactId { get; init; }
    public string? ProductUserId { get; init; }
    public string Subject { get; init; } = "";
    public string Dedupe { get; init; } = "";
    public string Arm { get; init; } = "";
    public string Trigger { get; init; } = "";
    public string StartedBy { get; init; } = "";
    public string Variables { get; set; } = "{}";
    public int Depth { get; init; }
    public string State { get; set; } = "";
    public bool Paused { get; init; }
    public DateTimeOffset? MigratedAt { get; init; }
    public string? Step { get; set; }
    public int Attempt { get; set; }
    public string? Wake { get; set; }
    public string? WaitEvent { get; set; }
    public string? WaitingFor { get; set; }
    public string? Approval { get; set; }
    public string? Approved { get; set; }
    public DateTimeOffset? NextAt { get; set; }
    public decimal? MeasureBefore { get; init; }
    public DateTimeOffset? GoalUntil { get; init; }
    public DateTimeOffset? GoalReachedAt { get; init; }
    public string? EndReason { get; set; }
    public DateTimeOffset StartedAt { get; init; }
    public DateTimeOffset? EndedAt { get; set; }
    public int Version { get; init; }

    internal StepWake Woken =>
        Wake is not null ? JsonSerializer.Deserialize<StepWake>(Wake, ContractJson.Options)!
        : WaitingFor is not null ? new StepWake("due")
        : StepWake.First;

    internal Dictionary<string, JsonElement> ReadVariables() =>
        JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(Variables, ContractJson.Options)!;

    internal const string Columns = """
        r.id, r.playbook_id, p.key as playbook, r.playbook_version, r.account_id, r.contact_id, r.product_user_id,
        r.subject, r.dedupe, r.arm, r.trigger, r.started_by, r.variables::text as variables, r.depth, r.state,
        r.paused, r.migrated_at, r.step, r.attempt, r.wake::text as wake, r.wait_event, r.waiting_for, r.approval,
        r.approved::text as approved, r.next_at, r.measure_before, r.goal_until, r.goal_reached_at, r.end_reason,
        r.started_at, r.ended_at, r.version
        """;

    internal const string Select = $"select {Columns} from run r join playbook p on p.id = r.playbook_id";
}
