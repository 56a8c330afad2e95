using System.Globalization;
using Platform.Contracts.Renewals;
using Platform.Renewals.V1;

namespace Platform.Renewals.Tests.Invoices;

/// <summary>Only what is above nothing is owed, and only what is owed is ever overdue.</summary>
public sealed class CreditNoteTests(RenewalsUnderTest renewals) : IClassFixture<RenewalsUnderTest>
{
    private readonly HttpClient _ops = renewals.ClientFor("ops", "olga");
    private readonly RevenueImportService.RevenueImportServiceClient _import = new(renewals.ChannelFor("ops"));

    [Theory]
    [InlineData("-250.00", false)]
    [InlineData("-0.01", false)]
    [InlineData("0.00", false)]
    [InlineData("0.01", true)]
    [InlineData("99.00", true)]
    public async Task Credit_notes_and_invoices_of_nothing_are_overdue_nowhere(string amount, bool owed)
    {
        var account = await renewals.AccountAsync();
        await _ops.SubscribeAsync(account, renewals.Today, 10);
        using var told = await renewals.ListenToAsync<InvoiceOverdue>();
        var id = await UpsertAsync(Row(account, amount));
        var paid = Row(account, "5.00");
        paid.ExternalId = $"after-{account}";
        var after = await UpsertAsync(paid);
        await renewals.PassDaysAsync(1);
        // The later one is told of: what was to be told of the first was told before.
        await told.FirstAsync(e => e.InvoiceId == after);

        told.Heard.Any(e => e.InvoiceId == id).ShouldBe(owed);
        var invoices = (await _ops.ReadAsync($"/v1/invoices?accountId={account}"))
            .GetProperty("items")
            .EnumerateArray();
        invoices.Single(i => i.Id() == id).GetProperty("overdue").GetBoolean().ShouldBe(owed);
        (await RisksAsync(account)).ShouldBe(owed ? 2 : 1);
        var worth = (
            await new RevenueService.RevenueServiceClient(renewals.ChannelFor("ops")).BatchGetAccountRevenueAsync(
                new BatchGetAccountRevenueRequest { AccountIds = { account.ToString() } }
            )
        ).Accounts[0];
        decimal.Parse(worth.Overdue, CultureInfo.InvariantCulture)
            .ShouldBe(5 + (owed ? decimal.Parse(amount, CultureInfo.InvariantCulture) : 0));
    }

    [Fact]
    public async Task An_overdue_invoice_that_is_voided_is_told_as_settled()
    {
        var account = await renewals.AccountAsync();
        var row = Row(account, "40.00");
        var id = await UpsertAsync(row);
        await renewals.PassDaysAsync(1);
        using var told = await renewals.ListenToAsync<InvoicePaid>();
        row.Status = "void";
        await UpsertAsync(row);

        (await told.FirstAsync(e => e.InvoiceId == id)).PaidOn.ShouldBe(renewals.Today);
    }

    [Fact]
    public async Task An_invoice_keeps_every_field_as_it_was_written()
    {
        var account = await renewals.AccountAsync();
        var row = Row(account, "-250.00");
        (row.Currency, row.PaidOn) = ("EUR", renewals.Today.AddDays(-1).Iso());
        var id = await UpsertAsync(row);
        var read = (await _ops.ReadAsync($"/v1/invoices?accountId={account}"))
            .GetProperty("items")
            .EnumerateArray()
            .ShouldHaveSingleItem();
        (
            read.Id(),
            read.Text("source"),
            read.Text("externalId"),
            read.Amount("amount"),
            read.GetProperty("amount").Text("currency")
        ).ShouldBe((id, "erp", row.ExternalId, -250, "EUR"));
        (read.Text("issuedOn"), read.Text("dueOn"), read.Text("paidOn"), read.Text("status")).ShouldBe(
            (row.IssuedOn, row.DueOn, row.PaidOn, "paid")
        );
    }

    private InvoiceRow Row(Guid account, string amount) =>
        new()
        {
            Line = 1,
            Source = "erp",
            ExternalId = account.ToString(),
            Account = account.ToString(),
            Amount = amount,
            IssuedOn = renewals.Today.AddDays(-40).Iso(),
            DueOn = renewals.Today.AddDays(-10).Iso(),
        };

    private async Task<Guid> UpsertAsync(InvoiceRow row) =>
        Guid.Parse((await _import.UpsertInvoicesAsync(new UpsertInvoicesRequest { Rows = { row } })).Results[0].Id);

    private async Task<int> RisksAsync(Guid account) =>
        (await _ops.ReadAsync($"/v1/risks?accountId={account}")).GetProperty("items").GetArrayLength();
}
