using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Platform.Protos.Scoring.V1;

namespace Platform.Engagement.InApp;

/// <summary>Health scoring's ingest, over gRPC. An event is on disk there before this answers.</summary>
internal sealed partial class UsageClient(
    UsageService.UsageServiceClient usage,
    TimeProvider clock,
    ILogger<UsageClient> logger
) : IUsageClient
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public async Task<IReadOnlyList<TakeSdkEventsRejection>?> SendAsync(
        UserIdentity user,
        IReadOnlyList<SdkEvent> used,
        CancellationToken ct
    )
    {
        var batch = new EventBatch();
        batch.Events.AddRange(
            used.Select(one => new UsageEvent
            {
                EventId = one.Id,
                Account = user.AccountName,
                User = user.UserId,
                Feature = one.Feature,
                Quantity = one.Quantity ?? 1,
                OccurredAt = one.At.ToTimestamp(),
                Outcome = one.Outcome ?? "",
                Team = one.Team ?? "",
            })
        );
        try
        {
            using var call = usage.StreamEvents(
                deadline: clock.GetUtcNow().UtcDateTime + Patience,
                cancellationToken: ct
            );
            await call.RequestStream.WriteAsync(batch, ct);
            await call.RequestStream.CompleteAsync();
            return
            [
                .. (await call.ResponseAsync).Rejections.Select(rejection => new TakeSdkEventsRejection(
                    rejection.EventId,
                    rejection.Code,
                    rejection.Reason
                )),
            ];
        }
        catch (RpcException exception)
        {
            UsageNotTaken(logger, exception);
            return null;
        }
    }

    [LoggerMessage(LogLevel.Warning, "Health scoring did not take the use that the SDK reported; it comes again.")]
    private static partial void UsageNotTaken(ILogger logger, Exception exception);
}
