using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Accounts.Access;
using Platform.Accounts.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Text;

namespace Platform.Accounts.Tickets;

/// <summary>A ticket as a help desk pushes it; sent again with the same source and external id it replaces what is
/// known.</summary>
/// <param name="Subject">What it is about, at most 500 characters.</param>
/// <param name="Severity">low, medium, high or urgent; medium where nothing is said.</param>
/// <param name="FirstResponseAt">When somebody answered first (RFC 3339).</param>
/// <param name="ResolvedAt">When it was resolved (RFC 3339); left out while it is open.</param>
/// <param name="Satisfaction">What the customer said of the help, 1 (worst) to 5.</param>
/// <param name="Escalated">Whether it went to a higher level.</param>
public sealed record PutTicketRequest(
    string Source,
    string ExternalId,
    DateTimeOffset OpenedAt,
    string? Subject = null,
    string? Severity = null,
    DateTimeOffset? FirstResponseAt = null,
    DateTimeOffset? ResolvedAt = null,
    decimal? Satisfaction = null,
    bool Escalated = false
);

public static class PutTicket
{
    public static void Map(IEndpointRouteBuilder accounts) =>
        accounts
            .MapPost("/{id:guid}/tickets", HandleAsync)
            .WithName(nameof(PutTicket))
            .WithDescription(
                "Records a support ticket, or what became of it: the same source and external id again changes it."
            );

    private static async Task<Results<Ok<Ticket>, ProblemHttpResult>> HandleAsync(
        Guid id,
        PutTicketRequest request,
        Database database,
        TicketWriter writer,
        Caller caller,
        CancellationToken ct
    )
    {
        await using var work = await database.BeginAsync(ct);
        await AccountReader.LockForChangeAsync(work, caller, id);
        if (Validate(request) is { Count: > 0 } errors)
            return Problem.Invalid(errors).ToResult();
        request = request with { Source = request.Source.ToNfc(), ExternalId = request.ExternalId.ToNfc() };

        var before = (
            await work.SingleOrDefaultAsync<StoredTicket>(
                $"select {StoredTicket.Columns} from ticket where source = @Source and external_id = @ExternalId "
                    + $"for update",
                request
            )
        )?.ToTicket();
        if (before is not null)
            await AccountAccess.RequireWriteAsync(work, caller, before.AccountId);
        var after = new Ticket(
            before?.Id ?? Guid.CreateVersion7(),
            id,
            request.Source,
            request.ExternalId,
            request.Subject,
            request.Severity ?? Ticket.DefaultSeverity,
            request.OpenedAt.Kept(),
            request.FirstResponseAt?.Kept(),
            request.ResolvedAt?.Kept(),
            request.Satisfaction,
            request.Escalated,
            before?.Version ?? 0
        );
        await writer.SaveAsync(work, [(before, after)]);
        await work.CommitAsync();
        return TypedResults.Ok(
            after with
            {
                Version = before is not null && before.SameAs(after) ? before.Version : after.Version + 1,
            }
        );
    }

    internal static Dictionary<string, string[]> Validate(PutTicketRequest request)
    {
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        if (string.IsNullOrWhiteSpace(request.Source) || request.Source.Length > 200)
            errors["source"] = ["is required, at most 200 characters"];
        if (string.IsNullOrWhiteSpace(request.ExternalId) || request.ExternalId.Length > 200)
            errors["externalId"] = ["is required, at most 200 characters"];
        if (request.OpenedAt == default)
            errors["openedAt"] = ["is required"];
        if (request.Severity is { } severity && !Ticket.Severities.Contains(severity, StringComparer.Ordinal))
            errors["severity"] = [$"'{severity}' is not one of {string.Join(", ", Ticket.Severities)}"];
        if (request.ResolvedAt < request.OpenedAt)
            errors["resolvedAt"] = [$"{request.ResolvedAt:O} lies before openedAt"];
        if (request.FirstResponseAt < request.OpenedAt)
            errors["firstResponseAt"] = [$"{request.FirstResponseAt:O} lies before openedAt"];
        if (request.Subject?.Length > 500)
            errors["subject"] = [$"has {request.Subject.Length} characters; at most 500"];
        return errors;
    }
}
