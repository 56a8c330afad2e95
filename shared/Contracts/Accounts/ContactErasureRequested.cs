namespace Platform.Contracts.Accounts;

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
