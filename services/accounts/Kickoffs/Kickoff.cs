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
