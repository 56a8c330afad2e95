using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;

namespace Platform.Renewals.Invoices;

public static class ListInvoices
{
    public static void Map(IEndpointRouteBuilder invoices) =>
        invoices
            .MapGet("/", HandleAsync)
            .WithName(nameof(ListInvoices))
            .WithDescription("Invoices with what is overdue.");

    private static async Task<Ok<Page<InvoiceResponse>>> HandleAsync(
        Guid? accountId,
        string? status,
        PageRequest page,
        Database database,
        OrganisationCalendar day,
        CancellationToken ct
    )
    {
        var after = Cursor.Read<Position>(page.Cursor)?.Id;
        var rows = await database.QueryAsync<InvoiceRow>(
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
        return TypedResults.Ok(
            Page<InvoiceResponse>.From(rows, page.Limit, r => r.ToResponse(day.Today), r => new Position(r.Id))
        );
    }

    private sealed record Position(Guid Id);

    private const string List = $"""
        {InvoiceRow.Select}
        where (@accountId::uuid is null or account_id = @accountId)
          and (@status::text is null or status = @status) and (@after::uuid is null or id > @after)
        order by id limit @Limit
        """;
}
