using Microsoft.Extensions.Configuration;
using RabbitMQ.Client;

namespace Platform.ServiceKit.Messaging;

/// <summary>
/// Whether the broker takes messages. Under an alarm (memory, disk) it keeps all connections and no longer reads from
/// those that publish: the bus is healthy, and nothing is confirmed. Used by one caller at a time.
/// </summary>
internal sealed class BrokerIntake(IConfiguration configuration)
{
    private Task<bool>? _question;

    /// <summary>Sends a message to nowhere and waits for its confirmation. One that is not confirmed yet is waited for
    /// again by the next call.</summary>
    public async Task<bool> TakesAsync(TimeSpan patience, CancellationToken ct)
    {
        _question ??= AskAsync();
        try
        {
            var takes = await _question.WaitAsync(patience, ct);
            _question = null;
            return takes;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private async Task<bool> AskAsync()
    {
        try
        {
            // A connection of its own, which the alarm may block without holding up anything else.
            var connection = await BrokerConnection
                .Factory(configuration, "does the broker take messages")
                .CreateConnectionAsync();
            try
            {
                var confirmed = new CreateChannelOptions(
                    publisherConfirmationsEnabled: true,
                    publisherConfirmationTrackingEnabled: true
                );
                await using var channel = await connection.CreateChannelAsync(confirmed);
                // No queue has this name: it is confirmed as soon as it is read, and kept nowhere.
                await channel.BasicPublishAsync(
                    "",
                    "platform.nowhere",
                    mandatory: false,
                    new BasicProperties(),
                    ReadOnlyMemory<byte>.Empty
                );
                return true;
            }
            finally
            {
                await connection.EndAsync();
            }
        }
        catch (Exception)
        {
            // For whatever reason: it does not take messages from us.
            return false;
        }
    }
}
