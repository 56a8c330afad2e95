using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Contracts;
using Platform.Contracts.Renewals;
using Platform.Renewals.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;

namespace Platform.Renewals.Invoices;

public static class InvoiceSlices
{
    public static void Map(IEndpointRouteBuilder invoices)
    {
        invoices.MapGet("/", ListAsync).WithName("ListInvoices").WithDescription("Invoices with what is overdue.");
        invoices
            .MapPost("/{id:guid}/payment", PayAsync)
            .WithName("PayInvoice")
            .WithDescription("The invoice was paid.");
    }

    private static async Task<Page<InvoiceResponse>> ListAsync(
        Guid? accountId,
        string? status,
        PageRequest page,
        Database database,
        OrganisationCalendar day,
        CancellationToken ct
    )
    {
        var after = Cursor.Read<After>(page.Cursor)?.Id;
        var rows = await database.QueryAsync<Row>(
            List,
            new
            {
                accountId,
                status,
                after,
                Limit = page.Limit + 1,
            },
            ct
        );
        return Page<InvoiceResponse>.From(rows, page.Limit, r => r.ToResponse(day.Today), r => new After(r.Id));
    }

    private static async Task<Results<Ok<InvoiceResponse>, ProblemHttpResult>> PayAsync(
        Guid id,
        PayInvoiceRequest request,
        Caller caller,
        Database database,
        Ownership ownership,
        OrganisationCalendar day,
        CancellationToken ct
    )
    {
        await using var work = await database.BeginAsync(ct);
        if (await work.SingleOrDefaultAsync<Row>($"{Select} where id = @id for update", new { id }) is not { } row)
            return Problem.NotFound("invoice", id).ToResult();
        await ownership.RequireAsync(caller, row.AccountId, ct);
        if (row.Status != "open")
        {
            return new Problem(
                "renewals/invoice-not-open",
                StatusCodes.Status409Conflict,
                "The invoice is not open.",
                $"It is {row.Status}{(row.PaidOn is { } on ? $" since {on:yyyy-MM-dd}" : "")}; nothing was changed."
            ).ToResult();
        }

        await work.ExecuteAsync(
            "update invoice set status = 'paid', paid_on = @PaidOn, version = version + 1 where id = @id",
            new { id, request.PaidOn }
        );
        if (row.OverdueTold)
            await work.EnqueueAsync(
                new InvoicePaid(row.AccountId, id, new Money(row.Amount, row.Currency), request.PaidOn),
                row.AccountId
            );
        await work.CommitAsync();
        return TypedResults.Ok(
            row.ToResponse(day.Today) with
            {
                Status = "paid",
                PaidOn = request.PaidOn,
                Overdue = false,
                Version = row.Version + 1,
            }
        );
    }

    private sealed record After(Guid Id);

    private sealed class Row
    {
        public Guid Id { get; init; }
        public Guid AccountId { get; init; }
        public string? Source { get; init; }
        public string? ExternalId { get; init; }
        public Guid? SubscriptionId { get; init; }
        public decimal Amount { get; init; }
        public string Currency { get; init; } = "";
        public DateOnly IssuedOn { get; init; }
        public DateOnly DueOn { get; init; }
        public DateOnly? PaidOn { get; init; }
        public string Status { get; init; } = "";
        public bool Owed { get; init; }
        public bool OverdueTold { get; init; }
        public int Version { get; init; }

        public InvoiceResponse ToResponse(DateOnly today) =>
            new(
                Id,
                AccountId,
                Source,
                ExternalId,
                SubscriptionId,
                new Money(Amount, Currency),
                IssuedOn,
                DueOn,
                PaidOn,
                Status,
                Owed && DueOn < today,
                Version
            );
    }

    private const string Select = """
        select id, account_id, source, external_id, subscription_id, amount, currency, issued_on, due_on, paid_on,
               status, owed, overdue_told, version
        from invoice
        """;

    private const string List = $"""
        {Select}
        where (@accountId::uuid is null or account_id = @accountId) and (@status::text is null or status = @status) and (@after::uuid is null or id > @after)
        order by id limit @Limit
        """;
}
