namespace Platform.Contracts.Renewals;

/// <param name="From">First day on which so many seats were paid; they are until the next entry's.</param>
/// <param name="Seats">Of all running subscriptions, trials left out.</param>
public sealed record SeatsPaid(DateOnly From, int Seats);
