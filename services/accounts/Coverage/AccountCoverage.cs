namespace Platform.Accounts.Coverage;

/// <summary>Whom we talk to at an account: <em>three high, three wide</em>.</summary>
/// <param name="High">Distinct seniority levels with a live contact.</param>
/// <param name="Wide">Distinct functions with a live contact.</param>
/// <param name="LiveContacts">Contacts with two-way contact inside the window.</param>
/// <param name="SingleThreaded">One live contact, or one contact in more than four fifths of the recorded
/// interactions.</param>
/// <param name="NextDecayOn">When the oldest contact that still counts goes quiet, if nothing happens; null without
/// live contacts.</param>
/// <param name="MissingSeniorities">Seniorities that the target asks for and no contact has.</param>
/// <param name="MissingFunctions">Functions that the target asks for and no contact has.</param>
/// <param name="MeetsTarget">Whether nothing of the target is missing.</param>
public sealed record AccountCoverage(
    int High,
    int Wide,
    int LiveContacts,
    IReadOnlyList<string> MissingSeniorities,
    IReadOnlyList<string> MissingFunctions,
    bool SingleThreaded,
    bool MeetsTarget,
    DateTimeOffset? NextDecayOn
);
