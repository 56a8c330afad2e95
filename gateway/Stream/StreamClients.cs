using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace Platform.Gateway.Stream;

/// <summary>
/// The connected clients of this instance; <c>Stream:MaxClients</c> (10,000) bounds them. One timer looks after all of
/// them: a timer per client would be ten thousand a second at five thousand clients. Who is not welcome any more is let
/// go within half a second.
/// </summary>
public sealed class StreamClients(IOptions<StreamOptions> options) : BackgroundService
{
    private const int ChecksPerBeat = 30;
    private static readonly TimeSpan CheckEvery = TimeSpan.FromMilliseconds(500);

    private readonly ConcurrentDictionary<StreamClient, int> _clients = new();
    private readonly int _max = options.Value.MaxClients;
    private int _connected;

    public int Connected => Volatile.Read(ref _connected);

    public bool TryEnter(StreamClient client)
    {
        var place = Interlocked.Increment(ref _connected);
        if (place <= _max)
            return _clients.TryAdd(client, place % ChecksPerBeat);
        Interlocked.Decrement(ref _connected);
        return false;
    }

    public void Leave(StreamClient client)
    {
        if (_clients.TryRemove(client, out _))
            Interlocked.Decrement(ref _connected);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(CheckEvery);
        for (var round = 0; await timer.WaitForNextTickAsync(stoppingToken); round = (round + 1) % ChecksPerBeat)
        {
            foreach (var (client, turn) in _clients)
            {
                if (!client.IsAccepted)
                    client.End();
                // Every 15 s, each at its own turn, so that no two thousand are written in one moment.
                else if (turn == round)
                    client.Beat();
            }
        }
    }
}
