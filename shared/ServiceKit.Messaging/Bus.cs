using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;
using Platform.Contracts;

namespace Platform.ServiceKit.Messaging;

public static class Bus
{
    /// <summary>
    /// Connects the service to RabbitMQ and gives each handler its own quorum queue. A
    /// message that fails is tried again for a while and then goes to <c>…_error</c>, from where <c>./platform
    /// dead-letters</c> lists and replays it. While the database is away a message waits as long as it takes, and one
    /// of a kind that only another version knows waits for that version (<see cref="Parking"/>).
    /// </summary>
    public static void AddMessaging(this WebApplicationBuilder builder, Action<EventHandlers> handlers)
    {
        builder.Services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            // Without the broker a service still answers reads and takes changes into its outbox.
            bus.ConfigureHealthCheckOptions(options => options.MinimalFailureStatus = HealthStatus.Degraded);
            handlers(new EventHandlers(bus));
            bus.AddConfigureEndpointsCallback(
                (context, _, endpoint) =>
                {
                    endpoint.ConfigureDeadLetter(skipped =>
                        skipped.UseFilter(context.GetRequiredService<ParkUnknownMessages>())
                    );
                    if (endpoint is IRabbitMqReceiveEndpointConfigurator rabbit)
                        rabbit.SetQuorumQueue();
                    endpoint.PrefetchCount = 64;
                    endpoint.UseMessageRetry(retry =>
                    {
                        retry.Ignore<NpgsqlException>(exception => exception.IsTransient);
                        retry.Intervals(100, 300, 1_000, 3_000, 8_000);
                    });
                    endpoint.UseMessageRetry(retry =>
                    {
                        retry.Handle<NpgsqlException>(exception => exception.IsTransient);
                        retry.Incremental(100_000, TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(0));
                    });
                }
            );
            bus.UsingRabbitMq(
                (context, rabbit) =>
                {
                    var heartbeat = BrokerConnection.Heartbeat(builder.Configuration);
                    var shutdown = new ConnectionShutdown(
                        TimeSpan.FromSeconds(builder.Configuration.GetValue("RabbitMq:StuckSeconds", 30)),
                        () => context.GetRequiredService<ProcessRestart>().ToANewProcess()
                    );
                    rabbit.Host(BrokerConnection.Address(builder.Configuration), host =>
                    {
                        host.PublisherConfirmation = true;
                        host.Heartbeat(heartbeat);
                        host.OnRefreshConnectionFactory = factory =>
                        {
                            BrokerConnection.GiveUpDeadConnections(factory, heartbeat, shutdown);
                            return context.GetRequiredService<AwaitBroker>().UntilItAnswersAsync();
                        };
                    });
                    rabbit.MessageTopology.SetEntityNameFormatter(
                        new EventNameFormatter(rabbit.MessageTopology.EntityNameFormatter)
                    );
                    rabbit.ConfigureJsonSerializerOptions(ContractJson.Configure);
                    rabbit.ConfigureEndpoints(context);
                }
            );
        });
        builder
            .Services.AddOptions<MassTransitHostOptions>()
            .Configure(options =>
            {
                // The relay checks the bus itself; start-up does not hang on the broker.
                options.WaitUntilStarted = false;
                options.StopTimeout = TimeSpan.FromSeconds(15);
            });
        builder.Services.AddSingleton<ProcessRestart>();
        builder.Services.AddSingleton<AwaitBroker>();
        builder.Services.AddSingleton<BrokerIntake>();
        builder.Services.AddSingleton<Parking>();
        builder.Services.AddSingleton<ParkUnknownMessages>();
        builder.Services.AddSingleton<BusHasStarted>();
        builder.Services.AddHealthChecks().AddCheck<BusHasStarted>("bus-started", tags: ["ready"]);
        builder.Services.AddHostedService<OutboxRelay>();
    }

    /// <summary>Exchanges are named by the event's wire name.</summary>
    private sealed class EventNameFormatter(IEntityNameFormatter fallback) : IEntityNameFormatter
    {
        public string FormatEntityName<T>() =>
            typeof(DomainEvent).IsAssignableFrom(typeof(T)) && !typeof(T).IsAbstract
                ? EventCatalogue.NameOf(typeof(T))
                : fallback.FormatEntityName<T>();
    }
}
