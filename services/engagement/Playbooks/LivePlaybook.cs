namespace Platform.Engagement.Playbooks;

/// <summary>A playbook that starts runs now.</summary>
/// <param name="Holdout">Share of subjects that nothing is done for, 0–0.5.</param>
public sealed record LivePlaybook(Guid Id, string Key, int Version, decimal Holdout, PlaybookDefinition Definition);
