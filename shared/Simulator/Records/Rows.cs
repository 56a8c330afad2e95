namespace Platform.Simulator.Records;

// One record per kind of file. The property names in camelCase are the files' field and column names.

public sealed record AccountRow(
    string ExternalId,
    string Name,
    string Domain,
    string Industry,
    string Country,
    int Employees,
    string Segment,
    string LifecycleStage,
    DateOnly CustomerSince,
    string Owner);

public sealed record ContactRow(
    string ExternalId,
    string Account,
    string Name,
    string Email,
    string Title,
    string Seniority,
    string Function,
    IReadOnlyList<string> Roles,
    IReadOnlyList<string> ProductUsers,
    string Status,
    DateTimeOffset? LastTwoWayContact);

/// <param name="Amount">What one period costs.</param>
/// <param name="Period"><c>monthly</c> or <c>annual</c>: how it is billed.</param>
/// <param name="End">The day after the last day of the term.</param>
public sealed record SubscriptionRow(
    string ExternalId,
    string Account,
    string Product,
    int Seats,
    decimal Amount,
    string Currency,
    string Period,
    DateOnly Start,
    DateOnly End,
    bool AutoRenew);

public sealed record FeatureRow(string Key, string Name, bool Core, bool Premium);

public sealed record TicketRow(
    string ExternalId,
    string Account,
    string Subject,
    string Priority,
    string Status,
    DateTimeOffset OpenedAt,
    DateTimeOffset? FirstRespondedAt,
    DateTimeOffset? ResolvedAt,
    int? Satisfaction,
    bool Escalated);

/// <param name="Kind"><c>call</c>, <c>email</c> or <c>meeting</c>.</param>
/// <param name="Direction"><c>inbound</c>, <c>outbound</c> or <c>two_way</c>.</param>
public sealed record ActivityRow(
    string ExternalId,
    string Account,
    string Contact,
    string Kind,
    string Direction,
    string Owner,
    DateTimeOffset OccurredAt,
    int DurationMinutes,
    string Subject);

public sealed record InvoiceRow(
    string ExternalId,
    string Account,
    string Subscription,
    decimal Amount,
    string Currency,
    DateOnly IssuedOn,
    DateOnly DueOn,
    DateOnly? PaidOn);

/// <param name="Score">0 to 10.</param>
public sealed record NpsAnswerRow(string ExternalId, string Account, string Contact, int Score, DateTimeOffset AnsweredAt);

/// <summary>How a term ended within the history. The kinds are those of <see cref="Storylines.Outcome"/> in lower case.</summary>
public sealed record OutcomeRow(
    string Account, string Kind, DateOnly OccurredOn, decimal AnnualBefore, decimal AnnualAfter, string Currency);

/// <summary>What the simulator knows and the data only show.</summary>
/// <param name="Outcome">How the term ends that the story decides.</param>
/// <param name="OutcomeOn">The day of that; it may lie after the history.</param>
/// <param name="Observed">Whether it lies within the history, and so in the outcomes file too.</param>
public sealed record TruthRow(
    string Account, string Storyline, DateOnly StartsOn, string Outcome, DateOnly OutcomeOn, bool Observed);
