namespace Platform.Contracts.Renewals;

/// <summary>A deal closed: owners are assigned and the kickoff clock starts from <paramref name="SignedOn"/>.</summary>
/// <param name="EndsOn">End of the term; null for an open-ended contract.</param>
/// <param name="Arr">Yearly recurring revenue of the contract, reporting currency.</param>
[EventName("renewals.contract-signed.v1")]
public sealed record ContractSigned(
    Guid AccountId,
    Guid ContractId,
    string Number,
    DateOnly SignedOn,
    DateOnly StartsOn,
    DateOnly? EndsOn,
    Money Arr
) : DomainEvent(AccountId);
