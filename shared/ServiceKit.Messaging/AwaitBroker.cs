using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Platform.ServiceKit.Messaging;

/// <summary>
/// Lets the bus connect only when the broker answers, and looks for it every second. By itself the bus looks less and
/// less often, every half minute in the end, and keeps that pace for the next outage; its schedule cannot be set, but
/// an attempt that has not failed does not slow it down.
/// </summary>
internal sealed partial class AwaitBroker(
    IConfiguration configuration,
    IHostApplicationLifetime lifetime,
    ILogger<AwaitBroker> logger
)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private const int LogEvery = 30;

    /// <summary>Returns when a connection with the service's own user and virtual host could be made.</summary>
    /// <exception cref="OperationCanceledException">The service stops.</exception>
    public async Task UntilItAnswersAsync()
    {
        var stopping = lifetime.ApplicationStopping;
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                // All of the handshake: a port may be open long before, or after, anybody answers behind it.
                await using var connection = await BrokerConnection
                    .Factory(configuration, "is the broker there")
                    .CreateConnectionAsync(stopping);
                if (attempt > 0)
                    LogBack(attempt);
                return;
            }
            catch (Exception exception) when (!stopping.IsCancellationRequested)
            {
                if (attempt % LogEvery == 0)
                    LogAway(BrokerConnection.Address(configuration).Authority, exception.GetBaseException().Message);
                await Task.Delay(Pause, stopping);
            }
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "RabbitMQ at {Address} does not answer ({Reason}); looking every second. Changes stay in the outbox"
    )]
    private partial void LogAway(string address, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "RabbitMQ answers again, after {Attempts} attempts")]
    private partial void LogBack(int attempts);
}
