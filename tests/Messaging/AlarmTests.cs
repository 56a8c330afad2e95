using System.Net;
using Platform.LocalServers;
using Platform.TestKit;

namespace Platform.Messaging.Tests;

/// <summary>A broker whose disk or memory runs out keeps its connections, and takes no message from anybody.</summary>
public sealed class AlarmTests : IAsyncLifetime
{
    private readonly string _directory = Directory.CreateTempSubdirectory("platform-alarm-").FullName;
    private RabbitMqServer _broker = null!;

    // Its own: an alarm holds up all who publish.
    public async ValueTask InitializeAsync() => await (_broker = new RabbitMqServer(_directory)).StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _broker.DisposeAsync();
        await ServerDirectory.DeleteAsync(_directory);
    }

    [Theory]
    [InlineData("set_disk_free_limit", "900000GB", "200MB")]
    [InlineData("set_vm_memory_high_watermark", "0.0001", "0.6")]
    public async Task An_alarm_of_the_broker_counts_no_attempt_and_buries_nothing(
        string limit,
        string alarm,
        string calm
    )
    {
        using var lines = new LoggedLines();
        await using var sample = await SampleService.StartAsync(new Uri(_broker.ConnectionString), builder =>
            builder.Services.AddSingleton<ILoggerProvider>(lines)
        );
        var ids = Enumerable.Range(0, 120).Select(_ => Guid.CreateVersion7()).ToList();

        await _broker.ControlAsync(limit, alarm);
        foreach (var id in ids)
            (await sample.Http.PostAsJsonAsync("/v1/counters", new CountRequest(id, 1, "x"))).StatusCode.ShouldBe(
                HttpStatusCode.Created
            );
        // Those that failed before for another reason are one failure from being given up.
        await sample.Database.ExecuteAsync("update messaging.outbox_message set attempts = 19, visible_at = now()");
        await Eventually.HoldsAsync(
            () =>
                Task.FromResult(
                    lines.Warnings.Any(line => line.Contains("takes no messages", StringComparison.Ordinal))
                ),
            "it is noticed",
            seconds: 90
        );
        (await sample.Database.SingleOrDefaultAsync<Left>(Count))!.ShouldBeEquivalentTo(
            new Left
            {
                Waiting = 120,
                Attempts = 19,
                Dead = 0,
            }
        );

        await _broker.ControlAsync(limit, calm);
        await Eventually.HoldsAsync(
            async () => await sample.Database.ScalarAsync<long>("select count(*) from seen") == 120,
            "all are told",
            seconds: 90
        );
        (await sample.Database.ScalarAsync<long>("select count(distinct (id, value)) from seen")).ShouldBe(
            120,
            "and each once"
        );
        await Eventually.HoldsAsync(
            async () => (await sample.Database.SingleOrDefaultAsync<Left>(Count))!.Waiting == 0,
            "and nothing is left"
        );
        (await sample.Database.ScalarAsync<long>("select count(*) from messaging.outbox_dead")).ShouldBe(0);
        lines
            .Warnings.Count(line => line.Contains("takes no messages", StringComparison.Ordinal))
            .ShouldBe(1, "told once, not with every look");
    }

    private const string Count = """
        select count(*) as waiting, coalesce(max(attempts), 0) as attempts,
            (select count(*) from messaging.outbox_dead) as dead
        from messaging.outbox_message
        """;

    private sealed class Left
    {
        public long Waiting { get; init; }
        public int Attempts { get; init; }
        public long Dead { get; init; }
    }
}
