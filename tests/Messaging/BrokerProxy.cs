using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Platform.Messaging.Tests;

/// <summary>A network between a service and its broker that tests can break: connections freeze (both ends stay
/// connected, nothing passes), or are reset.</summary>
internal sealed class BrokerProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<Link, bool> _links = new();
    private readonly Uri _broker;
    private readonly Task _accepting;
    private volatile bool _freezeNew;
    private volatile bool _gone;

    public BrokerProxy(Uri broker)
    {
        _broker = broker;
        _listener.Start();
        Address = new UriBuilder(broker) { Host = "127.0.0.1", Port = ((IPEndPoint)_listener.LocalEndpoint).Port }.Uri;
        _accepting = AcceptAsync();
    }

    /// <summary>The broker's address with user, password and virtual host, as a service that goes through here has
    /// it.</summary>
    public Uri Address { get; }

    public int Accepted { get; private set; }

    /// <summary>Nothing passes any more on the connections that there are. With <paramref name="newOnesToo"/> those
    /// that come are taken and not answered either.</summary>
    public void Freeze(bool newOnesToo = false)
    {
        _freezeNew = newOnesToo;
        foreach (var link in _links.Keys)
            link.Flowing.Reset();
    }

    public void Thaw()
    {
        _freezeNew = false;
        foreach (var link in _links.Keys)
            link.Flowing.Set();
    }

    /// <summary>As a killed broker leaves them: reset.</summary>
    public void Reset()
    {
        foreach (var link in _links.Keys)
            link.Reset();
    }

    /// <summary>As a broker that is not there: what there was is reset, and so is what comes, until
    /// <see cref="ComeBack"/>.</summary>
    public void GoAway()
    {
        _gone = true;
        Reset();
    }

    public void ComeBack() => _gone = false;

    private async Task AcceptAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            var link = new Link(await _listener.AcceptSocketAsync(_stopping.Token));
            Accepted++;
            if (_gone)
            {
                link.Reset();
                continue;
            }
            if (_freezeNew)
                link.Flowing.Reset();
            _links[link] = true;
            _ = RunAsync(link);
        }
    }

    private async Task RunAsync(Link link)
    {
        try
        {
            await link.Broker.ConnectAsync(_broker.Host, _broker.Port, _stopping.Token);
            await Task.WhenAny(PassAsync(link, link.Client, link.Broker), PassAsync(link, link.Broker, link.Client));
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException)
        {
            // The broker is away: so is this connection.
        }
        _links.TryRemove(link, out _);
        link.Reset();
    }

    private async Task PassAsync(Link link, Socket from, Socket to)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (true)
            {
                await link.Flowing.WaitAsync(_stopping.Token);
                var read = await from.ReceiveAsync(buffer, _stopping.Token);
                if (read == 0)
                    return;
                await link.Flowing.WaitAsync(_stopping.Token);
                for (var sent = 0; sent < read; )
                    sent += await to.SendAsync(buffer.AsMemory(sent, read - sent), _stopping.Token);
            }
        }
        catch (Exception exception)
            when (exception is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // Either side closed it.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        Reset();
        await _accepting.ContinueWith(static _ => { }, TaskScheduler.Default);
        _stopping.Dispose();
    }

    private sealed class Link(Socket client)
    {
        public Socket Client { get; } = client;

        public Socket Broker { get; } = new(SocketType.Stream, ProtocolType.Tcp);

        public Gate Flowing { get; } = new();

        public void Reset()
        {
            Client.LingerState = new LingerOption(enable: true, seconds: 0);
            Client.Close();
            Broker.Close();
        }
    }

    /// <summary>Open or shut; who waits goes on when it opens.</summary>
    private sealed class Gate
    {
        private volatile TaskCompletionSource _open = Opened();

        public void Set() => _open.TrySetResult();

        public void Reset()
        {
            if (_open.Task.IsCompleted)
                _open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        public Task WaitAsync(CancellationToken ct) => _open.Task.WaitAsync(ct);

        private static TaskCompletionSource Opened()
        {
            var open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            open.SetResult();
            return open;
        }
    }
}
