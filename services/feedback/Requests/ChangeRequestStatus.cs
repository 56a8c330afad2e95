using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Contracts;
using Platform.Contracts.Feedback;
using Platform.Feedback.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Feedback.Requests;

/// <param name="Reason">In the words that those who asked are told; required to decline.</param>
/// <param name="Status">submitted, under_review, planned, in_progress, shipped or declined.</param>
public sealed record ChangeRequestStatusRequest([Required] string Status, [StringLength(2000)] string? Reason);

public static class ChangeRequestStatus
{
    public static void Map(IEndpointRouteBuilder requests) =>
        requests
            .MapPut("/{id:guid}/status", HandleAsync)
            .WithName(nameof(ChangeRequestStatus))
            .WithDescription("Moves a product request on; everybody who asked for it is told in the words given.");

    private static readonly string[] Statuses =
    [
        "submitted",
        "under_review",
        "planned",
        "in_progress",
        "shipped",
        "declined",
    ];

    private static async Task<Results<Ok<RequestResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        ChangeRequestStatusRequest request,
        Caller caller,
        HttpRequest http,
        HttpResponse response,
        Database database,
        RequestRepository requests,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        Ownership.RequireAll(caller);
        var expected = http.ExpectedVersion();
        await using var work = await database.BeginAsync(ct);
        var locked = await RequestRepository.LockAsync(work, id);
        if (expected is { } version && version != locked.Version)
            return ETags
                .LostUpdate(
                    "request",
                    version,
                    locked.Version,
                    await requests.ReadAsync(work, id),
                    await work.QueryAsync<VersionChange>(Since, new { id, version })
                )
                .ToResult();
        if (!Statuses.Contains(request.Status, StringComparer.Ordinal))
            return Problem
                .Invalid("status", $"'{request.Status}' is none of: {string.Join(", ", Statuses)}")
                .ToResult();
        if (request.Status == "declined" && string.IsNullOrWhiteSpace(request.Reason))
            return Problem.Invalid("reason", "is missing: those who asked are told why it was declined").ToResult();

        if (locked.Status != request.Status)
        {
            var (now, next) = (clock.GetUtcNow(), locked.Version + 1);
            await work.ExecuteAsync(
                Change,
                new
                {
                    id,
                    request.Status,
                    request.Reason,
                    now,
                    next,
                }
            );
            await requests.NoteAsync(
                work,
                id,
                next,
                "status",
                caller.Id,
                locked.Status,
                request.Status,
                reason: request.Reason
            );
            await work.ExecuteAsync(
                Notify,
                new
                {
                    id,
                    now,
                    Text = Words(locked.Title, request),
                }
            );
            var accounts = await RequestRepository.AccountsAsync(work, id);
            await work.EnqueueAsync([
                .. accounts.Select(a =>
                    ((DomainEvent)new RequestStatusChanged(a, id, next, locked.Title, locked.Status, request.Status), a)
                ),
            ]);
            await requests.RecountAsync(work, accounts);
        }

        var answer = await requests.ReadAsync(work, id);
        await work.CommitAsync();
        response.SetETag(answer.Version);
        return TypedResults.Ok(answer);
    }

    private static string Words(string title, ChangeRequestStatusRequest request)
    {
        var reason = string.IsNullOrWhiteSpace(request.Reason) ? "" : $" {request.Reason.Trim()}";
        return $"\"{title}\" is now {request.Status.Replace('_', ' ')}.{reason}";
    }

    private const string Since = """
        select version, at, by as actor, json_build_object('status', from_status)::text as before_json,
               json_build_object('what', what, 'status', to_status, 'requestId', other_id, 'reason',
                   reason)::text as after_json
        from request_history where request_id = @id and version > @version order by version limit 50
        """;

    private const string Change = """
        update product_request set status = @Status, status_reason = @Reason, status_changed_at = @now, version = @next
            where id = @id
        """;

    // Each person once, and each account that asked without naming a person.
    private const string Notify = """
        insert into notice (id, kind, about_id, account_id, contact_id, text, created_at)
        select gen_random_uuid(), 'request_status', @id, v.account_id, v.contact_id, @Text, @now
        from (select distinct account_id, contact_id from request_vote where request_id = @id) v
        """;
}
