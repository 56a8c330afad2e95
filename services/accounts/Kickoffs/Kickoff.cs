using Platform.Accounts.Accounts;
using Platform.Accounts.Calendar;
using Platform.Accounts.Timeline;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;

namespace Platform.Accounts.Kickoffs;

/// <param name="DaysLeft">Business days until it is due; negative when overdue; null once held.</param>
public sealed record Kickoff(
    Guid ContractId,
    Guid AccountId,
    DateOnly SignedOn,
    DateOnly DueOn,
    DateTimeOffset? HeldAt,
    int? DaysLeft,
    bool Overdue
);
