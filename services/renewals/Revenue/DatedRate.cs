namespace Platform.Renewals.Revenue;

public sealed record DatedRate(string Currency, DateOnly From, decimal Rate);
