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
