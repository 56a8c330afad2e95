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

/// <summary>Defaults of the domain; configuration of the service.</summary>
/// <param name="LiveDays">A contact is live for this many days after a two-way contact.</param>
/// <param name="Functions">The functions that a vendor wants to know at every customer; named when missing.</param>
/// <param name="SingleThreadShare">Share of interactions above which one person carries the relationship.</param>
public sealed record CoverageSettings(
    int LiveDays,
    int TargetHigh,
    int TargetWide,
    IReadOnlyList<string> Functions,
    double SingleThreadShare
)
{
    public static readonly CoverageSettings Default = new(
        90,
        3,
        3,
        ["it", "finance", "operations", "product", "marketing", "sales", "hr", "legal"],
        0.8
    );
}

/// <param name="Seniority"><c>individual</c>, <c>manager</c>, <c>director</c>, <c>executive</c>, or null when
/// unknown.</param>
public sealed record CoveredContact(
    Guid Id,
    string? Seniority,
    string? Function,
    DateTimeOffset? LastTwoWayContactAt,
    bool IsActive
);
