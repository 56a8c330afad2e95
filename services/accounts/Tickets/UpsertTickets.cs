using Platform.Accounts.Imports.Kinds;
using Platform.Accounts.Imports.Upserts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Text;

namespace Platform.Accounts.Tickets;

/// <summary>Up to 1,000 tickets of one source; larger files are imports.</summary>
/// <param name="Source">The system that the external ids are of.</param>
/// <param name="Rows">At most 1,000 tickets, each by its external id.</param>
/// <param name="DryRun">Only tells what would happen.</param>
public sealed record UpsertTicketsRequest(string Source, IReadOnlyList<UpsertedTicket> Rows, bool DryRun = false);

/// <summary>Bulk upsert of support tickets as a JSON API, by the rules of ticket files.</summary>
public static class UpsertTickets
{
    public static void Map(IEndpointRouteBuilder accounts) =>
        accounts.MapPost("/tickets/bulk", HandleAsync).WithName(nameof(UpsertTickets)).Produces<UpsertedRows>();

    private static async Task<IResult> HandleAsync(
        UpsertTicketsRequest request,
        Database database,
        TicketUpsert upsert,
        Caller caller,
        CancellationToken ct
    )
    {
        if (BulkRows.Refuse(caller, request.Source, request.Rows?.Count) is { } problem)
            return problem.ToResult();
        return BulkRows.Answer(
            await BulkRows.ApplyAsync(
                database,
                request.Source.ToNfc(),
                request.DryRun,
                request.Rows!,
                row => row.ExternalId.ToNfc(),
                Check,
                upsert.ApplyAsync,
                ct
            )
        );
    }

    private static TicketRow Check(UpsertedTicket given, int line, Dictionary<string, string[]> errors)
    {
        if (string.IsNullOrWhiteSpace(given.Account))
            errors["account"] = ["is required: the account's external id, or its own id"];
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
