using System.Text;
using Grpc.Core;
using Platform.HealthScoring.Ingestion;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Http;
using Proto = Platform.Protos.Scoring.V1;

namespace Platform.HealthScoring.Grpc;

/// <summary>Usage events as streams of batches. Each batch is on disk before the next one is read, so a broken stream
/// is continued by sending its unanswered batches again.</summary>
[RequireScope("usage:write")]
public sealed class UsageGrpc(EventRules rules, EventIntake intake) : Proto.UsageService.UsageServiceBase
{
    private const int MostRejections = 1_000;
    private const long MostSeconds = 253_402_300_800;

    public override async Task<Proto.StreamEventsSummary> StreamEvents(
        IAsyncStreamReader<Proto.EventBatch> requestStream,
        ServerCallContext context
    )
    {
        var summary = new Proto.StreamEventsSummary();
        await foreach (var request in requestStream.ReadAllAsync(context.CancellationToken))
        {
            var (batch, accepted) = await TakeAsync(request, context);
            summary.Accepted += accepted;
            summary.Rejected += batch.Count - accepted;
            foreach (var rejection in batch.Rejections.Take(MostRejections - summary.Rejections.Count))
                summary.Rejections.Add(ToProto(rejection, summary.Batches));
            summary.Batches++;
        }
        return summary;
    }

    public override async Task IngestEvents(
        IAsyncStreamReader<Proto.EventBatch> requestStream,
        IServerStreamWriter<Proto.EventBatchResult> responseStream,
        ServerCallContext context
    )
    {
        long number = 0;
        await foreach (var request in requestStream.ReadAllAsync(context.CancellationToken))
        {
            var (batch, accepted) = await TakeAsync(request, context);
            var result = new Proto.EventBatchResult { Accepted = accepted, Rejected = batch.Count - accepted };
            result.Rejections.AddRange(batch.Rejections.Select(r => ToProto(r, number)));
            await responseStream.WriteAsync(result, context.CancellationToken);
            number++;
        }
    }

    private async Task<(EventBatch Batch, int Accepted)> TakeAsync(Proto.EventBatch request, ServerCallContext context)
    {
        if (request.Events.Count > EventBatch.MostEvents)
            throw Problem
                .Invalid(
                    "events",
                    $"A batch holds at most {EventBatch.MostEvents} events, this one {request.Events.Count}; "
                        + $"send several."
                )
                .ToException();
        var batch = new EventBatch();
        var bounds = rules.Bounds(backfill: false);
        foreach (var item in request.Events)
        {
            Add(batch, item, bounds);
            batch.Count++;
        }
        var caller = Caller.From(context.GetHttpContext().User);
        return (batch, await intake.TakeAsync(batch, caller, context.CancellationToken));
    }

    private static void Add(EventBatch batch, Proto.UsageEvent item, TimeBounds bounds)
    {
        var text = new EventText
        {
            EventId = Encoding.UTF8.GetBytes(item.EventId),
            Account = Encoding.UTF8.GetBytes(item.Account),
            User = Encoding.UTF8.GetBytes(item.User),
            Feature = Encoding.UTF8.GetBytes(item.Feature),
        };
        var quantity = item.Quantity == 0 ? 1 : item.Quantity;
        // Seconds beyond the years that there are would come out as some other instant.
        long? occurredAt = item.OccurredAt is { Seconds: > -MostSeconds and < MostSeconds } at
            ? at.Seconds * 1000 + at.Nanos / 1_000_000
            : null;
        ReadOnlySpan<byte> outcome = Encoding.UTF8.GetBytes(item.Outcome),
            team = Encoding.UTF8.GetBytes(item.Team);
        if (
            (EventRules.FaultOf(text, quantity, occurredAt, bounds) ?? EventRules.FaultOfOptional(outcome, team)) is
            { } fault
        )
        {
            batch.Rejections.Add(new EventRejection(batch.Count, item.EventId, fault.Code, fault.Reason));
            return;
        }
        batch.KeepSentId(text.EventId, EventIds.TryUuid(text.EventId, out _));
        batch.Events.Add(
            new ReadEvent(
                batch.Count,
                EventIds.From(text.EventId),
                Number(batch.Accounts, text.Account),
                Number(batch.Users, text.User),
                Number(batch.Features, text.Feature),
                quantity,
                occurredAt!.Value,
                batch.Teams.NumberOf(team),
                EventRules.IsDenied(outcome)
            )
        );
    }

    private static int Number(Utf8Numbering texts, ReadOnlySpan<byte> text) =>
        texts.TryGet(text, out var number) ? number : texts.Add(text);

    private static Proto.EventRejection ToProto(EventRejection r, long batch) =>
        new()
        {
            Index = r.Index,
            Batch = batch,
            EventId = r.EventId ?? "",
            Code = r.Code,
            Reason = r.Reason,
        };
}
