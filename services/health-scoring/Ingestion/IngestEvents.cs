using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Http;

namespace Platform.HealthScoring.Ingestion;

/// <summary>The answer to a batch: what is in <see cref="Accepted"/> is on disk and will be counted once.
/// <see cref="Results"/> lists rejections only, or every event with <c>?results=all</c>.</summary>
/// <param name="Accepted">Events that were taken, those known already included.</param>
/// <param name="Rejected">Events that were refused.</param>
/// <param name="Results">One for each event, in the order of the batch.</param>
public sealed record IngestEventsResponse(int Accepted, int Rejected, IReadOnlyList<EventResult> Results);

/// <param name="Index">Place in the batch, from 0.</param>
/// <param name="EventId">The event's own id, as it was sent.</param>
/// <param name="Status">
/// accepted, duplicate (its id was counted before, or stands earlier in the batch: it is counted once) or rejected. An
/// id that was sent elsewhere a moment ago may still be answered as accepted; it is counted once all the same.
/// </param>
/// <param name="Code">Stable name of what is wrong; left out where nothing is.</param>
public sealed record EventResult(int Index, string? EventId, string Status, string? Code, string? Reason);

/// <summary>
/// <c>POST /v1/events</c>. Repeatable by the events' own ids, so it needs no Idempotency-Key. <c>?backfill=true</c>
/// (operations only) lifts the limit of lateness; <c>?results=all</c> answers every event, with those counted before. A
/// CSM sends for accounts they own.
/// </summary>
public static class IngestEvents
{
    public static void Map(IEndpointRouteBuilder events) =>
        events
            .MapPost("/", HandleAsync)
            .WithName(nameof(IngestEvents))
            .WithoutIdempotencyKey()
            .Accepts<UsageEventsRequest>("application/json");

    private static async Task<Results<Accepted<IngestEventsResponse>, ProblemHttpResult>> HandleAsync(
        HttpRequest request,
        Caller caller,
        EventRules rules,
        EventIntake intake,
        CancellationToken ct,
        bool backfill = false,
        string? results = null
    )
    {
        if (backfill && caller.Role is not (Roles.Ops or Roles.Service))
            return Problem.Forbidden("Only operations may load events of any age with backfill=true.").ToResult();
        EventBatch batch;
        using (var body = await RequestBody.ReadAsync(request, ct))
        {
            try
            {
                batch = EventReader.Read(body.Bytes, rules.Bounds(backfill));
            }
            catch (Exception exception) when (exception is JsonException or InvalidOperationException)
            {
                return Problem.Invalid("body", exception.Message).ToResult();
            }
        }

        var all = string.Equals(results, "all", StringComparison.Ordinal);
        var accepted = await intake.TakeAsync(batch, caller, ct, tellKnown: all);
        return TypedResults.Accepted(
            (string?)null,
            new IngestEventsResponse(accepted, batch.Count - accepted, Results(batch, all))
        );
    }

    private static EventResult[] Results(EventBatch batch, bool all)
    {
        var rejected = batch.Rejections.Select(r => new EventResult(r.Index, r.EventId, "rejected", r.Code, r.Reason));
        if (!all)
            return [.. rejected.OrderBy(r => r.Index)];
        var taken = batch.Events.Select(e => new EventResult(
            e.Index,
            batch.IdOf(e),
            batch.Duplicates.Contains(e.Index) ? "duplicate" : "accepted",
            null,
            null
        ));
        return [.. taken.Concat(rejected).OrderBy(r => r.Index)];
    }
}

/// <summary>For the documentation only: the body is read by hand (<see cref="EventReader"/>).</summary>
public sealed record UsageEventsRequest(IReadOnlyList<UsageEventRequest> Events);

/// <param name="EventId">A uuid (version 7 is best), or the source's own id as text, unique over the
/// installation.</param>
/// <param name="AccountId">The account's id; or give <paramref name="Account"/>.</param>
/// <param name="Account">source:externalId.</param>
/// <param name="User">The product's own user id.</param>
/// <param name="Feature">Name in the feature catalogue; an unknown one is registered as neither core nor premium, for
/// operations to describe.</param>
/// <param name="Quantity">Whole number from 1; 1 if absent.</param>
/// <param name="Outcome">
/// ok, or denied where the product refused it because the account's edition does not hold the feature: an attempt,
/// which is no use and counts for the trigger premium_use.
/// </param>
/// <param name="Team">
/// The user's team or group, by whatever name the product has for it: a new one is a trigger.
/// </param>
public sealed record UsageEventRequest(
    string EventId,
    Guid? AccountId,
    string? Account,
    string User,
    string Feature,
    long? Quantity,
    DateTimeOffset OccurredAt,
    string? Outcome,
    string? Team
);
