using System.Text;
using System.Text.Json;
using MassTransit;
using Platform.Contracts;
using Platform.Contracts.Gateway;
using Platform.ServiceKit.Messaging;
using Platform.TestKit;
using RabbitMQ.Client;

namespace Platform.Messaging.Tests;

/// <summary>What a service does when its connection to the broker is dead, and the broker itself is not.</summary>
public sealed class DeadConnectionTests
{
    /// <summary>How a connection dies.</summary>
    public enum Death
    {
        /// <summary>As when the broker is killed.</summary>
        Reset,

        /// <summary>As when a machine or a firewall between the two is gone: nobody says so.</summary>
        Frozen,
    }

    [Theory]
    [InlineData(Death.Reset)]
    [InlineData(Death.Frozen)]
    public async Task Whoever_publishes_more_than_a_dead_connection_takes_is_told_and_so_is_every_channel(Death death)
    {
        await using var proxy = new BrokerProxy(Servers.Current.RabbitMq);
        var connection = await BrokerConnection
            .Factory(ConfigurationOf(proxy), "dead-connections")
            .CreateConnectionAsync();
        var publishing = await connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true)
        );
        var other = await connection.CreateChannelAsync();
        var told = new[] { Told(publishing), Told(other) };
        var queue = await other.QueueDeclareAsync();

        // Far more than the buffers of both ends and the client's queue of frames take: its writer is held up, and all
        // who publish behind it.
        proxy.Freeze();
        var body = new byte[64 * 1024];
        var published = Enumerable
            .Range(0, 1_000)
            .Select(_ => publishing.BasicPublishAsync("", queue.QueueName, body).AsTask())
            .ToList();
        if (death == Death.Reset)
            proxy.Reset();

        await Task.WhenAll(told).WaitAsync(TimeSpan.FromSeconds(60));
        await Task.WhenAll(
                published.Select(one => one.ContinueWith(static done => done.Exception, TaskScheduler.Default))
            )
            .WaitAsync(TimeSpan.FromSeconds(60));
        published.Count(one => one.IsFaulted).ShouldBeGreaterThan(900);
        connection.IsOpen.ShouldBeFalse();

        static Task Told(IChannel channel)
        {
            var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            channel.ChannelShutdownAsync += (_, _) =>
            {
                told.TrySetResult();
                return Task.CompletedTask;
            };
            return told.Task;
        }
    }

    [Theory]
    [InlineData(Death.Reset)]
    [InlineData(Death.Frozen)]
    public async Task A_service_goes_on_over_a_new_connection_and_nothing_is_lost_or_counted_twice(Death death)
    {
        await using var network = new BrokenNetwork();
        await using var sample = await network.StartServiceAsync();
        var ids = Enumerable.Range(0, 100).Select(_ => Guid.CreateVersion7()).ToList();

        await BrokenNetwork.CountAsync(sample, ids);
        if (death == Death.Frozen)
            network.Proxy.Freeze();
        else
            network.Proxy.Reset();
        await BrokenNetwork.CountAsync(sample, ids);
        await BrokenNetwork.CountAsync(sample, ids);

        await Eventually.HoldsAsync(
            async () => await BrokenNetwork.SeenAsync(sample) >= 300,
            "300 events seen",
            seconds: 60
        );
        (await sample.Database.ScalarAsync<long>("select count(distinct (id, value)) from seen")).ShouldBe(300);
        (await BrokenNetwork.SeenAsync(sample)).ShouldBe(300);
    }

    [Fact]
    public async Task A_service_that_only_consumes_notices_too()
    {
        await using var network = new BrokenNetwork();
        await using var sample = await network.StartServiceAsync();
        await using var elsewhere = await new ConnectionFactory { Uri = network.VirtualHost }.CreateConnectionAsync();
        await using var channel = await elsewhere.CreateChannelAsync();

        network.Proxy.Freeze();
        for (var value = 1; value <= 20; value++)
            await TellAsync(channel, value);

        await Eventually.HoldsAsync(
            async () => await BrokenNetwork.SeenAsync(sample) >= 20,
            "20 events seen",
            seconds: 60
        );
        (await sample.Database.QueryAsync<int>("select value from seen order by value")).ShouldBe(
            Enumerable.Range(1, 20)
        );
    }

    /// <summary>What the bus does where an acknowledgement fails: it closes the channel from within the
    /// delivery.</summary>
    [Fact]
    public async Task A_lost_connection_whose_shutdown_waits_for_a_delivery_that_waits_for_the_shutdown_is_noticed()
    {
        await using var proxy = new BrokerProxy(Servers.Current.RabbitMq);
        var stuck = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var shutdown = new ConnectionShutdown(TimeSpan.FromSeconds(3), stuck.SetResult);
        var connection = await BrokerConnection
            .Factory(ConfigurationOf(proxy), "stuck", shutdown)
            .CreateConnectionAsync();
        var channel = await connection.CreateChannelAsync();
        var queue = await channel.QueueDeclareAsync();
        var closing = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var consumer = new RabbitMQ.Client.Events.AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += async (_, _) =>
        {
            proxy.Freeze();
            var close = channel.CloseAsync();
            closing.SetResult();
            await close;
        };
        await channel.BasicConsumeAsync(queue.QueueName, autoAck: false, consumer);
        await channel.BasicPublishAsync("", queue.QueueName, new byte[1]);
        await closing.Task.WaitAsync(TimeSpan.FromSeconds(60));

        proxy.Reset();

        await stuck.Task.WaitAsync(TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task A_lost_connection_that_shuts_down_as_it_should_is_left_alone()
    {
        await using var proxy = new BrokerProxy(Servers.Current.RabbitMq);
        var stuck = false;
        var shutdown = new ConnectionShutdown(TimeSpan.FromSeconds(3), () => stuck = true);
        var connection = await BrokerConnection
            .Factory(ConfigurationOf(proxy), "well", shutdown)
            .CreateConnectionAsync();
        var channel = await connection.CreateChannelAsync();

        proxy.Reset();

        await Eventually.HoldsAsync(() => Task.FromResult(channel.IsClosed), "the channel is told");
        await Task.Delay(TimeSpan.FromSeconds(4));
        stuck.ShouldBeFalse();
    }

    private static IConfigurationRoot ConfigurationOf(BrokerProxy proxy) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(
                new Dictionary<string, string?>(StringComparer.Ordinal)
                {
                    ["ConnectionStrings:rabbitmq"] = proxy.Address.ToString(),
                    ["RabbitMq:HeartbeatSeconds"] = "1",
                }
            )
            .Build();

    /// <summary>As another service's bus would, on a connection of its own.</summary>
    private static async Task TellAsync(IChannel channel, int value)
    {
        var told = new ApiKeyIssued(Guid.CreateVersion7(), $"{value}", []);
        var envelope = new
        {
            messageId = told.EventId,
            messageType = new[] { MessageUrn.ForTypeString<ApiKeyIssued>() },
            message = told,
        };
        var properties = new BasicProperties
        {
            ContentType = "application/vnd.masstransit+json",
            MessageId = told.EventId.ToString(),
        };
        await channel.BasicPublishAsync(
            EventCatalogue.NameOf(typeof(ApiKeyIssued)),
            "",
            mandatory: false,
            properties,
            Encoding.UTF8.GetBytes(JsonSerializer.Serialize(envelope, ContractJson.Options))
        );
    }
}
