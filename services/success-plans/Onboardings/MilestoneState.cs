using System.Text.Json;
using Platform.Contracts;

namespace Platform.SuccessPlans.Onboardings;

internal sealed class MilestoneState
{
    public Guid MilestoneId { get; init; }
    public int StageNo { get; init; }
    public string Key { get; init; } = "";
    public string Name { get; init; } = "";
    public string Side { get; init; } = "";
    public string? OwnerRole { get; init; }
    public string? Owner { get; set; }
    public DateOnly DueOn { get; set; }
    public string? Rule { get; init; }
    public string Status { get; set; } = "";
    public DateOnly? ClosedOn { get; set; }
    public string? ClosedBy { get; set; }
    public bool ByTelemetry { get; set; }
    public string? Evidence { get; set; }
    public DateOnly? OverdueTold { get; set; }
    public int Version { get; init; }

    /// <summary>Was changed and has to be written.</summary>
    public bool Changed { get; set; }

    /// <summary>Done just now, so that it is told.</summary>
    public bool JustDone { get; set; }

    public bool IsOpen => Status == "open";

    public TelemetryRule? Telemetry =>
        Rule is null ? null : JsonSerializer.Deserialize<TelemetryRule>(Rule, ContractJson.Options);

    public void Close(string status, DateOnly on, string by, string? evidence, bool byTelemetry)
    {
        (Status, ClosedOn, ClosedBy, Evidence, ByTelemetry) = (status, on, by, evidence, byTelemetry);
        (Changed, JustDone) = (true, status == "done");
    }

    public const string Columns = """
        milestone_id, stage_no, key, name, side, owner_role, owner, due_on, rule, status, closed_on, closed_by,
            by_telemetry, evidence, overdue_told, version
        """;
}
