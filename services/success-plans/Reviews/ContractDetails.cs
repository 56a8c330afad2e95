using Platform.Contracts;

namespace Platform.SuccessPlans.Reviews;

/// <summary>What renewals says of the account's contract.</summary>
/// <param name="Stage">Stage of the renewal.</param>
/// <param name="AutoRenew">Whether it goes on unless somebody gives notice; null where that is not known.</param>
/// <param name="NoticeDays">Days before the end until which notice can be given; null where that is not known.</param>
public sealed record ContractDetails(
    Money Arr,
    int Seats,
    DateOnly? RenewsOn,
    string? Stage,
    Money Overdue,
    bool? AutoRenew = null,
    int? NoticeDays = null
);
