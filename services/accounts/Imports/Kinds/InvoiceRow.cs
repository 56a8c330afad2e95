using Platform.Files.Mapping;

namespace Platform.Accounts.Imports.Kinds;

/// <summary>One invoice of a file; it is passed on to renewals, which owns invoices.</summary>
public sealed record InvoiceRow(int Line, string ExternalId, string Account, decimal Amount, DateOnly IssuedOn)
{
    public string? Subscription { get; init; }
    public string Currency { get; init; } = "";
    public DateOnly? DueOn { get; init; }
    public DateOnly? PaidOn { get; init; }
    public string Status { get; init; } = "open";

    public static InvoiceRow Read(RowReader reader)
    {
        var row = new InvoiceRow(
            reader.Line,
            reader.RequiredText("externalId"),
            reader.RequiredText("account"),
            reader.RequiredDecimal("amount", -1_000_000_000, 1_000_000_000),
            reader.RequiredDate("issuedOn")
        )
        {
            Subscription = reader.Text("subscription").Value,
            Currency = Money.Currency(reader),
            DueOn = reader.Date("dueOn").Value,
            PaidOn = reader.Date("paidOn").Value,
        };
        if (row.DueOn < row.IssuedOn)
            reader.Refuse("dueOn", "due-before-issued", "Lies before the invoice was issued. Check both dates.");
        return row with { Status = reader.Choice("status").Value ?? (row.PaidOn is null ? "open" : "paid") };
    }
}
