using Microsoft.Extensions.Options;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Messaging;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Platform.HealthScoring.Ingestion;

/// <summary>
/// Puts a batch on the queue and waits until the broker has it on disk. The client's own limiter of unconfirmed
/// messages slows to a crawl at its threshold, so it is switched off and the window
/// bounded here.
/// </summary>
public sealed class UsagePublisher(UsageQueue queue, IOptions<UsageOptions> options) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly BasicProperties Persistent = new()
    {
        Persistent = true,
        ContentType = "application/vnd.platform.usage-batch.v1",
    };

    private readonly SemaphoreSlim _window = new(options.Value.UnconfirmedBatches);
    private readonly SemaphoreSlim _connecting = new(1);
    private IConnection? _connection;
    private volatile IChannel? _channel;

    /// <exception cref="ProblemException">503: the broker does not take it just now. The batch may or may not be
    /// stored; sending it again is safe.</exception>
    public async Task PublishAsync(ReadOnlyMemory<byte> body, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        try
        {
            await _window.WaitAsync(patience.Token);
            try
            {
                var channel = _channel is { IsOpen: true } open ? open : await ReconnectAsync(patience.Token);
                using var send = UsageTracing.StartSend();
                await channel.BasicPublishAsync(
                    "",
                    UsageQueue.Name,
                    mandatory: true,
                    Persistent.With(send),
                    body,
                    patience.Token
                );
            }
            finally
            {
                _window.Release();
            }
        }
        catch (Exception exception)
            when (!ct.IsCancellationRequested
                && exception
                    is OperationCanceledException
                        or OperationInterruptedException
                        or PublishException
                        or BrokerUnreachableException
                        or AlreadyClosedException
                        or ObjectDisposedException
                        or IOException
                        or System.Net.Sockets.SocketException
            )
        {
            throw new Problem(
                "usage/queue-unavailable",
                StatusCodes.Status503ServiceUnavailable,
                "Events cannot be taken just now.",
                "Send the batch again: events that were stored after all are counted once."
            ).ToException();
        }
    }

    private async Task<IChannel> ReconnectAsync(CancellationToken ct)
    {
        await _connecting.WaitAsync(ct);
        try
        {
            if (_channel is { IsOpen: true } open)
                return open;
            await CloseAsync();
            _connection = await queue.ConnectAsync("ingestion", ct);
            var channel = await _connection.CreateChannelAsync(
                // Confirms, tracked, and without the client's own limiter.
                new CreateChannelOptions(true, true, null),
                ct
            );
            await queue.DeclareAsync(channel, ct);
            _channel = channel;
            return channel;
        }
        finally
        {
            _connecting.Release();
        }
    }

    private async Task CloseAsync()
    {
        var connection = Interlocked.Exchange(ref _connection, null);
        _channel = null;
        if (connection is not null)
            await connection.EndAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        _window.Dispose();
        _connecting.Dispose();
    }
}
