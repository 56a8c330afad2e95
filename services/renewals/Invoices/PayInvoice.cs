using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Contracts;
using Platform.Contracts.Renewals;
using Platform.Renewals.Accounts;
using Platform.Renewals.Values;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;

namespace Platform.Renewals.Invoices;

/// <param name="PaidOn">The day on which it was paid, ISO date; not in the future.</param>
public sealed record PayInvoiceRequest([Happened] DateOnly PaidOn);

public static class PayInvoice
{
    public static void Map(IEndpointRouteBuilder invoices) =>
        invoices
            .MapPost("/{id:guid}/payment", HandleAsync)
            .WithName(nameof(PayInvoice))
            .WithDescription("The invoice was paid.");

    private static async Task<Results<Ok<InvoiceResponse>, ProblemHttpResult>> HandleAsync(
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
        if (
            await work.SingleOrDefaultAsync<InvoiceRow>($"{InvoiceRow.Select} where id = @id for update", new { id })
            is not { } row
        )
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
}
