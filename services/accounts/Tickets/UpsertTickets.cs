using Platform.Accounts.Imports.Kinds;
using Platform.Accounts.Imports.Upserts;
using Platform.Files.Mapping;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Text;

namespace Platform.Accounts.Tickets;

/// <summary>One ticket by external id; what is left out stays as it is.</summary>
public sealed record UpsertedTicket
{
    public string ExternalId { get; init; } = "";

    /// <summary>The account: its external id of the same source, or the platform's own id.</summary>
    public string Account { get; init; } = "";
    public DateTimeOffset OpenedAt { get; init; }

    /// <summary>What it is about, at most 500 characters.</summary>
    public Optional<string?> Subject { get; init; }

    /// <summary>low, medium, high or urgent.</summary>
    public Optional<string?> Severity { get; init; }

    /// <summary>When somebody answered first (RFC 3339); null before.</summary>
    public Optional<DateTimeOffset?> FirstResponseAt { get; init; }

    /// <summary>When it was resolved (RFC 3339); null while it is open.</summary>
    public Optional<DateTimeOffset?> ResolvedAt { get; init; }

    /// <summary>On the help desk's own scale.</summary>
    public Optional<decimal?> Satisfaction { get; init; }

    /// <summary>Whether it went to a higher level.</summary>
    public Optional<bool?> Escalated { get; init; }
}

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
