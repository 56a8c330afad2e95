using Platform.Rules;

namespace Platform.Engagement.Playbooks;

/// <summary>What ends a run before its steps are done.</summary>
/// <param name="When">A condition; null: none.</param>
/// <param name="Events">Events of the account.</param>
public sealed record PlaybookExit(Rule? When, IReadOnlyList<string> Events);
