using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Accounts.Imports.Kinds;
using Platform.Accounts.Imports.Upserts;
using Platform.Accounts.Tickets;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Text;

namespace Platform.Accounts.Imports.Bulk;

/// <summary>Up to 1,000 tickets of one source; larger files are imports.</summary>
/// <param name="Source">The system that the external ids are of.</param>
/// <param name="Rows">At most 1,000 tickets, each by its external id.</param>
/// <param name="DryRun">Only tells what would happen.</param>
public sealed record UpsertTicketsRequest(string Source, IReadOnlyList<UpsertedTicket> Rows, bool DryRun = false)
    : IBulkRequest<UpsertedTicket>;

/// <summary>Bulk upsert of support tickets as a JSON API, by the rules of ticket files.</summary>
public static class UpsertTickets
{
    public static void Map(IEndpointRouteBuilder accounts) =>
        accounts.MapPost("/tickets/bulk", HandleAsync).WithName(nameof(UpsertTickets));

    private static Task<Results<Ok<UpsertedRows>, ProblemHttpResult>> HandleAsync(
        UpsertTicketsRequest request,
        Database database,
        TicketUpsert upsert,
        Caller caller,
        CancellationToken ct
    ) => BulkRows.UpsertAsync(database, caller, request, Check, upsert.ApplyAsync, ct);

    private static TicketRow Check(UpsertedTicket given, int line, Dictionary<string, string[]> errors)
    {
        var one = new PutTicketRequest(
            "bulk",
            given.ExternalId,
            given.OpenedAt,
            given.Subject.Value,
            given.Severity.Value,
            given.FirstResponseAt.Value,
            given.ResolvedAt.Value,
            given.Satisfaction.Value,
            given.Escalated.Value ?? false
        );
        foreach (var (field, mistake) in PutTicket.Validate(one))
            errors[field] = mistake;
        return new TicketRow(line, given.ExternalId.ToNfc(), (given.Account ?? "").ToNfc(), given.OpenedAt)
        {
            Subject = given.Subject,
            Severity = given.Severity,
            FirstResponseAt = given.FirstResponseAt,
            ResolvedAt = given.ResolvedAt,
            Satisfaction = given.Satisfaction,
            Escalated = given.Escalated,
        };
    }
}
