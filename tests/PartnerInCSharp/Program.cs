// Usage: Partner <http://host:port> <api key or -> <account source:id> Lists accounts, streams 10,000 usage events and
// reads a score over gRPC; prints one line of JSON.
using System.Globalization;
using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Grpc.Net.Client;
using Platform.Accounts.V1;
using Platform.Protos.Scoring.V1;

var (host, key, account) = (args[0], args[1], args[2]);
var parts = account.Split(':', 2);
var result = new Dictionary<string, object?>(StringComparer.Ordinal);
using var channel = GrpcChannel.ForAddress(host);
var metadata = new Metadata();
if (key != "-")
    metadata.Add("x-api-key", key);
try
{
    // Every call has a deadline; the key goes along as metadata.
    var accounts = new AccountsService.AccountsServiceClient(channel);
    var listed = await accounts.ListAccountsAsync(
        new ListAccountsRequest { Limit = 100 },
        Within(TimeSpan.FromSeconds(20))
    );
    result["accounts"] = listed.Accounts.Count;

    var summary = await StreamUsageAsync(new UsageService.UsageServiceClient(channel));
    result["accepted"] = summary.Accepted;
    result["rejected"] = summary.Rejected;

    var resolved = await accounts.ResolveExternalIdsAsync(
        new ResolveExternalIdsRequest { Source = parts[0], ExternalIds = { parts[1] } },
        Within(TimeSpan.FromSeconds(20))
    );
    result["score"] = await ScoreOfAsync(
        new ScoringService.ScoringServiceClient(channel),
        resolved.AccountIds[parts[1]]
    );
}
catch (RpcException exception)
{
    result["error"] = exception.StatusCode.ToString();
    result["message"] = exception.Status.Detail;
}

Console.WriteLine(JsonSerializer.Serialize(result));

CallOptions Within(TimeSpan time) => new(metadata, DateTime.UtcNow + time);

// Twenty batches of 500. A batch is repeated safely: an event id counts once for ever.
async Task<StreamEventsSummary> StreamUsageAsync(UsageService.UsageServiceClient usage)
{
    using var call = usage.StreamEvents(Within(TimeSpan.FromSeconds(60)));
    var now = DateTime.UtcNow;
    for (var b = 0; b < 20; b++)
    {
        var batch = new EventBatch();
        for (var i = 0; i < 500; i++)
        {
            batch.Events.Add(
                new UsageEvent
                {
                    EventId = string.Create(CultureInfo.InvariantCulture, $"partner-in-csharp-{b}-{i}"),
                    Account = account,
                    User = $"p-{i % 9}",
                    Feature = $"feature-{i % 5}",
                    Quantity = 1,
                    OccurredAt = Timestamp.FromDateTime(now.AddHours(-(i * 7919 % (60 * 24)))),
                }
            );
        }

        await call.RequestStream.WriteAsync(batch);
    }

    await call.RequestStream.CompleteAsync();
    return await call.ResponseAsync;
}

// A new account is scored within seconds; until then there is no score.
async Task<double?> ScoreOfAsync(ScoringService.ScoringServiceClient scoring, string accountId)
{
    for (var left = 300; left > 0; left--)
    {
        try
        {
            var score = await scoring.GetScoreAsync(
                new GetScoreRequest { AccountId = accountId },
                Within(TimeSpan.FromSeconds(20))
            );
            if (score.HasScore_ && score.Contributions.Count > 0)
                return score.Score_;
        }
        catch (RpcException exception) when (exception.StatusCode == StatusCode.NotFound)
        {
            // Not yet.
        }

        await Task.Delay(200);
    }

    return null;
}
