namespace Platform.Simulator.Records;

// One record per kind of file. The property names in camelCase are the files' field and column names; where the
// platform
// imports the kind, they are its own names, so that no mapping is needed.

public sealed record AccountRow(
    string ExternalId,
    string Name,
    string Domain,
    string Industry,
    string Country,
    int Employees,
    string Size,
    string Lifecycle,
    DateOnly CustomerSince,
    string Owner,
    string AccountExecutive
);

public sealed record ContactRow(
    string ExternalId,
    string Account,
    string Name,
    string Email,
    string Title,
    string Seniority,
    string Function,
    IReadOnlyList<string> Roles,
    IReadOnlyList<string> ProductUserIds,
    string Status,
    DateTimeOffset? LastTwoWayContact
);

/// <param name="Amount">What one period costs.</param>
/// <param name="PeriodMonths">1 or 12: how it is billed.</param>
/// <param name="EndsOn">The day after the last, once the term is over; a running term has none.</param>
/// <param name="TermEndsOn">The day after the last day of the term: of the renewal, if there is one.</param>
public sealed record SubscriptionRow(
    string ExternalId,
    string Account,
    string Product,
    int Seats,
    decimal Amount,
    string? Currency,
    int PeriodMonths,
    DateOnly StartsOn,
    DateOnly? EndsOn,
    DateOnly TermEndsOn,
    bool AutoRenew
);

public sealed record FeatureRow(string Key, string Name, bool Core, bool Premium);

public sealed record TicketRow(
    string ExternalId,
    string Account,
    string Subject,
    string Severity,
    string Status,
    DateTimeOffset OpenedAt,
    DateTimeOffset? FirstResponseAt,
    DateTimeOffset? ResolvedAt,
    int? Satisfaction,
    bool Escalated
);

/// <param name="Type"><c>call</c>, <c>email</c> or <c>meeting</c>.</param>
/// <param name="TwoWay">Whether the other side took part: a call that was answered, an e-mail with a reply.</param>
/// <param name="Participants">External ids of contacts.</param>
public sealed record ActivityRow(
    string ExternalId,
    string Account,
    string Type,
    bool TwoWay,
    IReadOnlyList<string> Participants,
    string Owner,
    DateTimeOffset OccurredAt,
    int DurationMinutes,
    string Subject
);

public sealed record InvoiceRow(
    string ExternalId,
    string Account,
    string Subscription,
    decimal Amount,
    string? Currency,
    DateOnly IssuedOn,
    DateOnly DueOn,
    DateOnly? PaidOn
);

/// <param name="Score">0 to 10.</param>
public sealed record NpsAnswerRow(
    string ExternalId,
    string Account,
    string Contact,
    int Score,
    DateTimeOffset AnsweredAt
);

/// <summary>How a term ended within the history. The kinds are those of <see cref="Storylines.Outcome"/> in lower
/// case.</summary>
public sealed record OutcomeRow(
    string Account,
    string Kind,
    DateOnly OccurredOn,
    decimal AnnualBefore,
    decimal AnnualAfter,
    string? Currency
);

/// <summary>What the simulator knows and the data only show.</summary>
/// <param name="Outcome">How the term ends that the story decides.</param>
/// <param name="OutcomeOn">The day of that; it may lie after the history.</param>
/// <param name="Observed">Whether it lies within the history, and so in the outcomes file too.</param>
public sealed record TruthRow(
    string Account,
    string Storyline,
    DateOnly StartsOn,
    string Outcome,
    DateOnly OutcomeOn,
    bool Observed
);
