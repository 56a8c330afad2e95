using System.Text.Json;
using Platform.Contracts;
using Platform.Engagement.Steps;

namespace Platform.Engagement.Approvals;

/// <summary>An approval as stored.</summary>
public sealed record ApprovalRow
{
    public Guid Id { get; init; }
    public Guid AccountId { get; init; }
    public Guid RunId { get; init; }
    public Guid PlaybookId { get; init; }
    public string Playbook { get; init; } = "";
    public string Step { get; init; } = "";
    public string StepType { get; init; } = "";
    public string[] Classes { get; init; } = [];
    public string Author { get; init; } = "";
    public string Draft { get; init; } = "{}";
    public string Basis { get; init; } = "{}";
    public string ShownHash { get; init; } = "";
    public string State { get; init; } = "";
    public string? DecidedBy { get; init; }
    public DateTimeOffset? DecidedAt { get; init; }
    public string? Note { get; init; }
    public string? Edited { get; init; }
    public DateTimeOffset AskedAt { get; init; }
    public int Version { get; init; }

    internal StepDraft ReadDraft() => JsonSerializer.Deserialize<StepDraft>(Draft, ContractJson.Options)!;

    internal ApprovalBasis ReadBasis() => JsonSerializer.Deserialize<ApprovalBasis>(Basis, ContractJson.Options)!;

    internal const string Select = """
        select id, account_id, run_id, playbook_id, playbook, step, step_type, classes, author, draft::text as draft,
            basis::text as basis, shown_hash, state, decided_by, decided_at, note, edited::text as edited, asked_at,
            version
        from approval
        """;
}
