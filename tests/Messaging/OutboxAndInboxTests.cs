using System.Text;
using System.Text.Json;
using MassTransit;
using Platform.Contracts;
using Platform.Contracts.Gateway;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Messaging;
using Platform.TestKit;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Platform.Messaging.Tests;

public sealed class OutboxAndInboxTests : IAsyncLifetime
{
    private SampleService _sample = null!;

    public async ValueTask InitializeAsync() =>
        _sample = await SampleService.StartAsync(configure: builder =>
            builder.Configuration["RabbitMq:ParkSeconds"] = "2"
        );

    public ValueTask DisposeAsync() => _sample.DisposeAsync();

    [Fact]
    public async Task Events_of_one_key_arrive_once_and_in_the_order_of_their_commits()
    {
        var ids = Enumerable.Range(0, 5).Select(_ => Guid.CreateVersion7()).ToList();

        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => CountAsync(ids[i % ids.Count])));

        await Eventually.HoldsAsync(async () => await SeenAsync() == 200, "200 events seen");
        foreach (var id in ids)
        {
            var values = await _sample.Database.QueryAsync<int>(
                "select value from seen where id = @id order by at",
                new { id }
            );
            values.Order().ShouldBe(Enumerable.Range(1, 40), "each change was told of once");
        }

        (await _sample.Database.ScalarAsync<long>("select count(*) from messaging.outbox_message")).ShouldBe(0);
    }

    [Fact]
    public async Task Bulk_events_let_others_pass_but_none_of_their_own_key()
    {
        var (inBulk, other) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await Task.Run(async () =>
        {
            RequestContext.TellInBulk();
            for (var value = 1; value <= 3; value++)
                await TellAsync(inBulk, value);
        });
        await TellAsync(inBulk, 4);
        await TellAsync(other, 5);
        // Read before the two seconds of pause are over after which the bulk is told, in the order of seq.
        var waiting = await _sample.Database.QueryAsync<string>(
            "select payload ->> 'name' from messaging.outbox_message where bulk order by seq"
        );
        waiting.ShouldBe(["1", "2", "3", "4"], "the fourth is not bulk itself, but stands behind its key's");

        await Eventually.HoldsAsync(async () => await SeenAsync() == 5, "all are told in the end");
        var seen = await _sample.Database.QueryAsync<int>("select value from seen order by at");
        seen[0].ShouldBe(5, "the bulk waits for a pause, others do not wait for the bulk");
        seen.Order().ShouldBe([1, 2, 3, 4, 5]);
    }

    private async Task TellAsync(Guid key, int value)
    {
        await using var work = await _sample.Database.BeginAsync();
        await work.EnqueueAsync(new ApiKeyIssued(key, $"{value}", []), key);
        await work.CommitAsync();
    }

    [Fact]
    public async Task A_rolled_back_change_tells_nobody()
    {
        var id = Guid.CreateVersion7();

        var refused = await _sample.Http.PostAsJsonAsync("/v1/counters", new CountRequest(id, 1, "rollback"));
        await CountAsync(id);

        ((int)refused.StatusCode).ShouldBe(409);
        await Eventually.HoldsAsync(async () => await SeenAsync() > 0, "the later event");
        (await SeenAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task The_same_message_twice_takes_effect_once()
    {
        var bus = _sample.App.Services.GetRequiredService<IBus>();
        var message = new ApiKeyIssued(Guid.CreateVersion7(), "7", []);

        for (var i = 0; i < 3; i++)
            await bus.Publish(message, context => context.MessageId = message.EventId);
        await bus.Publish(message with { EventId = Guid.CreateVersion7(), Name = "8" });

        await Eventually.HoldsAsync(
            async () => await _sample.Database.ScalarAsync<bool>("select exists (select from seen where value = 8)"),
            "the marker"
        );
        await Task.Delay(300);
        (await SeenAsync()).ShouldBe(2);
    }

    /// <summary>A rolling upgrade: the new version's row, and the old version's relay.</summary>
    [Fact]
    public async Task An_event_that_this_version_does_not_know_waits_for_one_that_does_and_holds_up_only_its_key()
    {
        var (unknown, later) = (Guid.CreateVersion7(), new ApiKeyIssued(Guid.CreateVersion7(), "5", []));
        await PutAsync(unknown, "no.such-event.v1", "k", "{}");
        await PutAsync(
            later.EventId,
            "gateway.api-key-issued.v1",
            "k",
            JsonSerializer.Serialize(later, ContractJson.Options)
        );
        await CountAsync(Guid.CreateVersion7());

        await Eventually.HoldsAsync(async () => await SeenAsync() == 1, "the neighbour");
        for (var round = 0; round < 2; round++)
        {
            await Eventually.HoldsAsync(
                () =>
                    _sample.Database.ScalarAsync<bool>(
                        "select visible_at > now() from messaging.outbox_message where message_id = @unknown",
                        new { unknown }
                    ),
                "it waits"
            );
            (
                await _sample.Database.ScalarAsync<int>(
                    "select attempts from messaging.outbox_message where message_id = @unknown",
                    new { unknown }
                )
            ).ShouldBe(1);
            await _sample.Database.ExecuteAsync(
                "update messaging.outbox_message set visible_at = now() where message_id = @unknown",
                new { unknown }
            );
        }

        (await SeenAsync()).ShouldBe(1, "what follows in its key follows it");
        (await _sample.Database.ScalarAsync<long>("select count(*) from messaging.outbox_dead")).ShouldBe(0);
        // As the version that knows it would: under its right name it goes out, and the next with it.
        await _sample.Database.ExecuteAsync(
            """
            update messaging.outbox_message set type = 'gateway.api-key-issued.v1', visible_at = now(),
                   payload = (select payload from messaging.outbox_message where message_id = @Later) || '{"name":"4"}'
            where message_id = @unknown
            """,
            new { unknown, Later = later.EventId }
        );
        await Eventually.HoldsAsync(async () => await SeenAsync() == 3, "both are sent");
        (await _sample.Database.QueryAsync<int>("select value from seen where value > 1 order by at")).ShouldBe([4, 5]);
    }

    [Fact]
    public async Task An_event_that_no_version_knew_for_a_day_goes_to_the_dead_table()
    {
        await PutAsync(Guid.CreateVersion7(), "no.such-event.v1", "k", "{}", "2 days");

        var error = await Eventually.GetAsync(
            () => _sample.Database.SingleOrDefaultAsync<string>("select last_error from messaging.outbox_dead"),
            text => text is not null,
            "a dead row"
        );
        error.ShouldBe("No event is called no.such-event.v1.");
    }

    private Task<int> PutAsync(Guid id, string type, string key, string payload, string age = "0") =>
        _sample.Database.ExecuteAsync(
            """
            insert into messaging.outbox_message (message_id, type, partition_key, payload, created_at)
            values (@id, @type, @key, @payload::jsonb, now() - @age::interval)
            """,
            new
            {
                id,
                type,
                key,
                payload,
                age,
            }
        );

    [Fact]
    public async Task A_message_that_only_a_newer_version_knows_comes_again_until_that_version_takes_it()
    {
        const string queue = "sample-write-down-count";
        var id = Guid.CreateVersion7().ToString();
        await using var connection = await new RabbitMQ.Client.ConnectionFactory
        {
            Uri = _sample.VirtualHost,
        }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        var properties = new BasicProperties { ContentType = "application/vnd.masstransit+json", MessageId = id };
        var body = Encoding.UTF8.GetBytes(
            $$"""{"messageId":"{{id}}","messageType":["urn:message:of-the-next-version"],"message":{"value":7} }"""
        );
        await channel.BasicPublishAsync("", queue, mandatory: true, properties, body);
        await Eventually.HoldsAsync(
            async () => await ReadyAsync(connection, Parking.NameFor(queue)) == 1,
            "it is laid aside"
        );

        // The newer version beside ours: consumers of one queue take turns.
        var taken = new TaskCompletionSource<(string? Id, byte[] Body)>(
            TaskCreationOptions.RunContinuationsAsynchronously
        );
        var newer = new AsyncEventingBasicConsumer(channel);
        newer.ReceivedAsync += (_, delivered) =>
        {
            taken.TrySetResult((delivered.BasicProperties.MessageId, delivered.Body.ToArray()));
            return channel.BasicAckAsync(delivered.DeliveryTag, multiple: false).AsTask();
        };
        await channel.BasicConsumeAsync(queue, autoAck: false, newer);

        var (takenId, takenBody) = await taken.Task.WaitAsync(TimeSpan.FromSeconds(60));
        takenId.ShouldBe(id);
        takenBody.ShouldBe(body);
        await Eventually.HoldsAsync(
            async () => await ReadyAsync(connection, Parking.NameFor(queue)) == 0,
            "it is there once"
        );
        (await ReadyAsync(connection, $"{queue}_skipped")).ShouldBe(0u);
    }

    private static async Task<uint> ReadyAsync(IConnection connection, string queue)
    {
        try
        {
            await using var probe = await connection.CreateChannelAsync();
            return await probe.MessageCountAsync(queue);
        }
        catch (RabbitMQ.Client.Exceptions.OperationInterruptedException)
        {
            return 0; // Queues for what went wrong are declared with the first such message.
        }
    }

    [Fact]
    public async Task A_message_that_always_fails_ends_in_the_error_queue()
    {
        var bus = _sample.App.Services.GetRequiredService<IBus>();
        await bus.Publish(new ApiKeyIssued(Guid.CreateVersion7(), "not a number", []));

        await using var connection = await new RabbitMQ.Client.ConnectionFactory
        {
            Uri = _sample.VirtualHost,
        }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        await Eventually.HoldsAsync(
            async () =>
            {
                try
                {
                    await using var probe = await connection.CreateChannelAsync();
                    return await probe.MessageCountAsync("sample-write-down-count_error") == 1;
                }
                catch (RabbitMQ.Client.Exceptions.OperationInterruptedException)
                {
                    return false; // The queue is declared with the first failure.
                }
            },
            "one message in the error queue",
            seconds: 40
        );
    }

    private async Task CountAsync(Guid id) =>
        (await _sample.Http.PostAsJsonAsync("/v1/counters", new CountRequest(id, 1, "x"))).EnsureSuccessStatusCode();

    private async Task<long> SeenAsync() => await _sample.Database.ScalarAsync<long>("select count(*) from seen");
}
