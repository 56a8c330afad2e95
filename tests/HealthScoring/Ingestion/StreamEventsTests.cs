using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Grpc.Net.Client;
using Platform.Protos.Scoring.V1;
using Platform.ServiceKit.Auth;

namespace Platform.HealthScoring.Tests.Ingestion;

[Collection(OnServers.Name)]
public sealed class StreamEventsTests(HealthScoringUnderTest service)
{
    [Fact]
    public async Task A_stream_of_batches_is_counted_once_and_its_scores_are_read_back()
    {
        var account = await service.AddAccountAsync();
        using var channel = Channel(Roles.Partner, "usage:write", "scores:read");
        var usage = new UsageService.UsageServiceClient(channel);
        var batches = Enumerable.Range(0, 20).Select(b => Batch(account, b)).ToList();
        batches[3]
            .Events.Add(
                new UsageEvent
                {
                    EventId = "no-account",
                    Account = "crm:nobody",
                    User = "u",
                    Feature = "f",
                    OccurredAt = Now(),
                }
            );

        using var stream = usage.StreamEvents();
        foreach (var batch in batches.Append(batches[0]))
            await stream.RequestStream.WriteAsync(batch);
        await stream.RequestStream.CompleteAsync();
        var summary = await stream;

        summary.Batches.ShouldBe(21);
        summary.Accepted.ShouldBe(1050);
        summary.Rejections.ShouldHaveSingleItem().Code.ShouldBe("unknown_account");
        await service.StoredAsync(account, 1000);
        await service.ScoredAsync();
        var score = await new ScoringService.ScoringServiceClient(channel).GetScoreAsync(
            new GetScoreRequest { AccountId = account.ToString() }
        );
        score.Contributions.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Each_batch_of_a_two_way_stream_is_answered_in_order()
    {
        var account = await service.AddAccountAsync();
        using var channel = Channel(Roles.Partner, "usage:write");
        using var stream = new UsageService.UsageServiceClient(channel).IngestEvents();

        for (var i = 0; i < 3; i++)
        {
            var batch = Batch(account, i);
            batch.Events[i].User = "";
            await stream.RequestStream.WriteAsync(batch);
            (await stream.ResponseStream.MoveNext(CancellationToken.None)).ShouldBeTrue();
            stream.ResponseStream.Current.Accepted.ShouldBe(49);
            stream.ResponseStream.Current.Rejections.ShouldHaveSingleItem().Index.ShouldBe(i);
        }
        await stream.RequestStream.CompleteAsync();
        await service.StoredAsync(account, 147);
    }

    [Fact]
    public async Task A_wrong_scope_is_permission_denied()
    {
        using var channel = Channel(Roles.Partner, "scores:read");
        var refused = await Should.ThrowAsync<RpcException>(async () =>
        {
            using var stream = new UsageService.UsageServiceClient(channel).StreamEvents();
            await stream.RequestStream.CompleteAsync();
            await stream;
        });
        refused.StatusCode.ShouldBe(StatusCode.PermissionDenied);
    }

    [Fact]
    public async Task A_field_that_makes_no_sense_is_named()
    {
        using var channel = Channel(Roles.Ops);
        var refused = await Should.ThrowAsync<RpcException>(async () =>
            await new ScoringService.ScoringServiceClient(channel).GetScoreAsync(
                new GetScoreRequest { AccountId = "me" }
            )
        );
        refused.StatusCode.ShouldBe(StatusCode.InvalidArgument);
    }

    private Timestamp Now() => service.Clock.GetUtcNow().AddMinutes(-5).ToTimestamp();

    private EventBatch Batch(Guid account, int number) =>
        new()
        {
            Events =
            {
                Enumerable
                    .Range(0, 50)
                    .Select(i => new UsageEvent
                    {
                        EventId = $"{account}-{number}-{i}",
                        Account = account.ToString(),
                        User = $"u-{i % 7}",
                        Feature = $"f-{i % 3}",
                        OccurredAt = Now(),
                    }),
            },
        };

    private GrpcChannel Channel(string role, params string[] scopes) =>
        GrpcChannel.ForAddress(
            "http://localhost",
            new GrpcChannelOptions { HttpClient = service.ClientFor(role, "key:grpc", scopes) }
        );
}
