using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Accounts.Access;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Tickets;

/// <summary>An account's tickets, newest first; <c>open=true</c> leaves out what is resolved.</summary>
public static class ListTickets
{
    public static void Map(IEndpointRouteBuilder accounts) =>
        accounts.MapGet("/{id:guid}/tickets", HandleAsync).WithName(nameof(ListTickets));

    private static async Task<Results<Ok<Page<Ticket>>, ProblemHttpResult>> HandleAsync(
        Guid id,
        bool? open,
        string? severity,
        PageRequest page,
        Database database,
        CancellationToken ct
    )
    {
        if (severity is not null && !Ticket.Severities.Contains(severity, StringComparer.Ordinal))
            return Problem
                .Invalid("severity", $"'{severity}' is not one of {string.Join(", ", Ticket.Severities)}")
                .ToResult();
        await AccountAccess.RequireKnownAsync(database, id, ct);
        var after = Cursor.Read<Position>(page.Cursor);
        var rows = await database.QueryAsync<StoredTicket>(
            Read,
            new
            {
                id,
                open,
                severity,
                AfterAt = after?.OpenedAt ?? DateTimeOffset.MaxValue.AddYears(-1),
                AfterId = after?.Id ?? Guid.Empty,
                Take = page.Limit + 1,
            },
            ct
        );
        return TypedResults.Ok(
            Page<Ticket>.From(rows, page.Limit, row => row.ToTicket(), row => new Position(row.OpenedAt, row.Id))
        );
    }

    private sealed record Position(DateTimeOffset OpenedAt, Guid Id);

    private const string Read = $"""
        select {StoredTicket.Columns} from ticket
        where account_id = @id and (date_trunc('milliseconds', opened_at), id) < (@AfterAt, @AfterId)
          and (@open::boolean is null or (resolved_at is null) = @open)
              and (@severity::text is null or severity = @severity)
        order by date_trunc('milliseconds', opened_at) desc, id desc
        limit @Take
        """;
}
