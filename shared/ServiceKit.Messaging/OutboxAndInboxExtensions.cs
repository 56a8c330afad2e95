using Microsoft.Extensions.DependencyInjection;
using Platform.ServiceKit.Data;

namespace Platform.ServiceKit.Messaging;

public static class OutboxAndInboxExtensions
{
    /// <summary>Outbox and inbox in the service's database; <see cref="Bus.AddMessaging"/> connects them to
    /// RabbitMQ.</summary>
    public static void AddOutboxAndInbox(this IServiceCollection services)
    {
        services.AddSingleton<OutboxSignal>();
        services.AddSingleton<OutboxMetrics>();
        services.AddSingleton<ITransactionParticipant, Outbox>();
        services.AddSingleton<Inbox>();
        services.AddHostedService<MessagingHousekeeping>();
    }
}
