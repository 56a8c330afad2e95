namespace Platform.Contracts.Renewals;

public static class RenewalsEvents
{
    public static IReadOnlyList<Type> All { get; } =
    [
        typeof(SubscriptionChanged),
        typeof(RevenueMoved),
        typeof(InvoiceOverdue),
        typeof(InvoicePaid),
    ];
}
