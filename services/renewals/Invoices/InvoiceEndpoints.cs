namespace Platform.Renewals.Invoices;

internal static class InvoiceEndpoints
{
    public static void MapInvoices(this IEndpointRouteBuilder v1)
    {
        var invoices = v1.MapGroup("/invoices").WithTags("Subscriptions");
        ListInvoices.Map(invoices);
        PayInvoice.Map(invoices);
    }
}
