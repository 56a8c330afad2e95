namespace Platform.Contracts.Accounts;

/// <param name="Seniority"><c>individual</c>, <c>manager</c>, <c>director</c>, <c>executive</c>, or null when
/// unknown.</param>
/// <param name="Roles">Of <c>champion</c>, <c>economic_buyer</c>, <c>executive_sponsor</c>, <c>admin</c>,
/// <c>decision_maker</c>, <c>end_user</c>, <c>detractor</c>.</param>
/// <param name="ProductUserIds">Users of the product that this person is, as usage events name them.</param>
/// <param name="Status"><c>active</c> or <c>left</c>.</param>
public sealed record ContactSnapshot(
    string Name,
    string? Email,
    string? Title,
    string? Seniority,
    string? Function,
    IReadOnlyList<string> Roles,
    IReadOnlyList<string> ProductUserIds,
    DateTimeOffset? LastTwoWayContactAt,
    string Status,
    IReadOnlyList<ExternalId> ExternalIds
);

/// <param name="PreviousRoles">Before this change, so that a champion who changes role is seen at once; empty for a new
/// contact.</param>
[EventName("accounts.contact-changed.v1")]
public sealed record ContactChanged(
    Guid AccountId,
    Guid ContactId,
    int Version,
    ContactSnapshot Contact,
    IReadOnlyList<string> PreviousRoles,
    IReadOnlyList<string> Changed
) : DomainEvent(AccountId);

/// <summary>A person left the customer.</summary>
/// <param name="Roles">The roles that the person had: a champion or sponsor who leaves is a reason to act.</param>
[EventName("accounts.contact-left.v1")]
public sealed record ContactLeft(
    Guid AccountId,
    Guid ContactId,
    int Version,
    IReadOnlyList<string> Roles,
    string? Seniority,
    string? Function
) : DomainEvent(AccountId);

/// <summary>A person's data has to go. Each service removes what it keeps of the contact and answers with
/// <see cref="ContactErased"/>; aggregates stay.</summary>
/// <param name="ProductUserIds">What usage events call the person.</param>
[EventName("accounts.contact-erasure-requested.v1")]
public sealed record ContactErasureRequested(
    Guid AccountId,
    Guid ErasureId,
    Guid ContactId,
    IReadOnlyList<string> ProductUserIds
) : DomainEvent(AccountId)
{
    /// <summary>Every spelling of the person, sealed for the installation's own services; others find the person by
    /// the ids.</summary>
    public string? Spellings { get; init; }

    /// <summary>Duplicates that were merged into the contact: the same person.</summary>
    public IReadOnlyList<Guid>? DuplicateContactIds { get; init; }

    /// <summary>Accounts that the person's account was ever merged with.</summary>
    public IReadOnlyList<Guid>? MergedAccountIds { get; init; }

    /// <summary>1 when it was asked for; 2 once all services have answered, to find what was on its way
    /// meanwhile.</summary>
    public int Round { get; init; } = 1;
}

/// <summary>Published by each service when it has removed a person from its database and searched it again.</summary>
/// <param name="Service">The resource name of the service that answers: <c>renewals</c>.</param>
/// <param name="RowsChanged">How many rows were cleared or deleted; 0 where nothing was kept.</param>
[EventName("accounts.contact-erased.v1")]
public sealed record ContactErased(Guid AccountId, Guid ErasureId, Guid ContactId, string Service, int RowsChanged)
    : DomainEvent(AccountId)
{
    /// <summary>Of the request that it answers.</summary>
    public int Round { get; init; } = 1;

    /// <summary>Columns in which the person was named.</summary>
    public IReadOnlyList<ErasedColumn>? Found { get; init; }

    /// <summary>Columns in which the person still is named; empty or null, or nothing is proved.</summary>
    public IReadOnlyList<ErasedColumn>? Left { get; init; }
}

/// <param name="Column">As <c>table.column</c>.</param>
/// <param name="Rows">In how many rows.</param>
public sealed record ErasedColumn(string Column, int Rows);

/// <summary>Three high, three wide: whom we talk to at the account has changed, by a contact or by time
/// alone.</summary>
/// <param name="High">Distinct seniority levels with a live contact.</param>
/// <param name="Wide">Distinct functions with a live contact.</param>
[EventName("accounts.coverage-changed.v1")]
public sealed record CoverageChanged(Guid AccountId, int High, int Wide, int LiveContacts, bool SingleThreaded)
    : DomainEvent(AccountId);
