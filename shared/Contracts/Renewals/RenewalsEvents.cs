namespace Platform.Contracts.Renewals;

public static class RenewalsEvents
{
    public static IReadOnlyList<Type> All { get; } =
    [
        typeof(SubscriptionChanged),
        typeof(RevenueMoved),
        typeof(InvoiceOverdue),
        typeof(InvoicePaid),
        typeof(ContractSigned),
        typeof(RenewalOpened),
        typeof(RenewalMilestoneDue),
        typeof(RenewalStageChanged),
        typeof(RenewalCalled),
        typeof(RiskOpened),
        typeof(RiskMoved),
        typeof(ExpansionDetected),
        typeof(ChurnNoticeGiven),
        typeof(AccountChurned),
        typeof(RetrospectiveOpened),
    ];
}
