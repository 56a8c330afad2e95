namespace Platform.Renewals.Contracts;

/// <param name="Number">The contract's number, as the customer knows it.</param>
/// <param name="TermMonths">Whole months of the term, which an automatic renewal adds.</param>
/// <param name="EndsOn">The last day of the term or the day after it, as the contract says; on that day it comes up for
/// renewal.</param>
/// <param name="Status">active or ended.</param>
public sealed record ContractResponse(
    Guid Id,
    Guid AccountId,
    string Number,
    DateOnly SignedOn,
    DateOnly StartsOn,
    DateOnly? EndsOn,
    bool AutoRenew,
    int TermMonths,
    int NoticeDays,
    string Status,
    int Version
);
