using Platform.Rules;

namespace Platform.Engagement.Playbooks;

/// <summary>Who may enter a playbook.</summary>
/// <param name="When">Holds for the account; null: always.</param>
/// <param name="Dedupe">Fields whose values tell two runs of one subject apart: <c>event.risk_id</c>.</param>
/// <param name="ReenterAfterDays">Days after a run's end until the subject may enter again; null: never again with the
/// same key, 0: at once.</param>
/// <param name="NotWhile">Keys of playbooks of which the account must have no open run.</param>
public sealed record PlaybookEntry(
    Rule? When,
    IReadOnlyList<string> Dedupe,
    int? ReenterAfterDays,
    IReadOnlyList<string> NotWhile
);
