using Platform.Renewals.V1;
using Platform.ServiceKit.Text;

namespace Platform.Renewals.Imports;

/// <summary>An invoice row whose fields make sense by themselves.</summary>
internal sealed record InvoiceInput(
    int Line,
    string Source,
    string ExternalId,
    string Account,
    decimal Amount,
    string Currency,
    DateOnly IssuedOn,
    DateOnly DueOn
)
{
    private static readonly string[] Statuses = ["open", "paid", "void"];

    public string? Subscription { get; init; }
    public DateOnly? PaidOn { get; init; }
    public string Status { get; init; } = "";

    public static (InvoiceInput Input, RowFailure? Failure) Read(
        InvoiceRow row,
        string reportingCurrency,
        DateOnly today
    )
    {
        var fields = new RowFields();
        var issued = fields.RequiredDay("issuedOn", row.IssuedOn);
        var paid = fields.Day("paidOn", row.PaidOn);
        var input = new InvoiceInput(
            row.Line,
            fields.Required("source", row.Source),
            fields.Required("externalId", row.ExternalId),
            fields.Required("account", row.Account),
            fields.Amount("amount", row.Amount, -1_000_000_000),
            fields.Currency("currency", row.Currency, reportingCurrency),
            issued,
            fields.Day("dueOn", row.DueOn) ?? issued
        )
        {
            Subscription = row.Subscription.Length == 0 ? null : row.Subscription.ToNfc(),
            PaidOn = paid,
            Status =
                row.Status.Length > 0 ? row.Status
                : paid is null ? "open"
                : "paid",
        };
        if (!Statuses.Contains(input.Status))
            fields.Fail("status", "unknown-status", $"'{input.Status}' is none of {string.Join(", ", Statuses)}.");
        if (input.Status == "paid" && paid is null)
            fields.Fail("paidOn", "missing", "A paid invoice needs the day on which it was paid.");
        if (paid > today)
            fields.Fail(
                "paidOn",
                "in-the-future",
                $"{paid:yyyy-MM-dd} lies in the future; leave it out until it is paid."
            );
        if (input.DueOn < issued)
            fields.Fail(
                "dueOn",
                "due-before-issued",
                $"{input.DueOn:yyyy-MM-dd} lies before the invoice was issued, {issued:yyyy-MM-dd}; check both dates."
            );
        if (Accounts.AccountReference.Parse(input.Account) is null)
            fields.Fail(
                "account",
                "not-a-reference",
                $"'{input.Account}' is neither an account id nor source:external id."
            );
        return (input, fields.Failure);
    }
}
