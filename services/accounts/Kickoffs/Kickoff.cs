namespace Platform.Accounts.Kickoffs;

/// <param name="BookedFor">When the customer booked it for, UTC; absent while nobody has.</param>
/// <param name="DaysLeft">Business days until it is due; negative when overdue; null once held.</param>
public sealed record Kickoff(
    Guid ContractId,
    Guid AccountId,
    DateOnly SignedOn,
    DateOnly DueOn,
    DateTimeOffset? BookedFor,
    DateTimeOffset? HeldAt,
    int? DaysLeft,
    bool Overdue
);
