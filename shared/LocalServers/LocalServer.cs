namespace Platform.LocalServers;

/// <summary>
/// One server on loopback with its own data directory, port and generated password. After <see cref="Kill"/> or
/// <see cref="StopAsync"/> it starts again on the same port, so that its clients find it.
/// </summary>
public abstract class LocalServer(string name, string directory) : IAsyncDisposable
{
    private ChildProcess? _process;
    private string? _password;

    public string Name => name;

    /// <summary>Where its data, configuration, password and log are kept.</summary>
    public string Directory => directory;

    /// <summary>The port clients connect to; chosen at the first start of this object.</summary>
    public int Port { get; private set; }

    public int? ProcessId => _process is { HasExited: false } process ? process.Id : null;

    /// <summary>Completes when the running process ends, whatever the reason.</summary>
    public Task Exited => _process?.Exited ?? Task.CompletedTask;

    public string LogFile { get; set; } = Path.Combine(directory, "log");

    /// <summary>As the client library of this server takes it.</summary>
    public abstract string ConnectionString { get; }

    /// <summary>Generated at the first use, kept with the data in a file that only its owner may read.</summary>
    public string Password => _password ??= Secret.KeptIn(Path.Combine(directory, "password"));

    /// <summary>The port of an endpoint by the name that Aspire gives it: tcp for clients, management for
    /// RabbitMQ's.</summary>
    public virtual int PortOf(string endpoint) =>
        endpoint == "tcp"
            ? Port
            : throw new ArgumentException($"{name} has no endpoint '{endpoint}'.", nameof(endpoint));

    protected virtual TimeSpan StartTimeout => TimeSpan.FromSeconds(90);

    /// <summary>Starts the server and waits until it answers an authenticated request.</summary>
    /// <exception cref="LocalServerException">It is not installed, ended or did not answer in time; the text has its
    /// last log lines.</exception>
    public async Task StartAsync(CancellationToken ct = default)
    {
        if (ProcessId is not null)
            return;
        System.IO.Directory.CreateDirectory(directory);
        if (Port == 0)
            Port = FreePort.Next();

        await PrepareAsync(ct);
        _process = ChildProcess.Start(name, Launch(), directory, LogFile);
        await WaitUntilHealthyAsync(_process, ct);
        await StartedAsync(ct);
    }

    /// <summary>Asks the server to stop and waits; what has not ended after 30 s is killed.</summary>
    public virtual async Task StopAsync()
    {
        if (_process is null)
            return;
        await _process.StopAsync(StopSignal, TimeSpan.FromSeconds(30));
        _process = null;
    }

    /// <summary>kill -9, as a crash would.</summary>
    public void Kill()
    {
        _process?.Kill();
        _process = null;
    }

    public async Task RestartAsync(CancellationToken ct = default)
    {
        await StopAsync();
        await StartAsync(ct);
    }

    /// <summary>Stops the process from being scheduled (SIGSTOP): it keeps its connections and answers
    /// nothing.</summary>
    public void Freeze() => _process?.SignalAll(Signal.Stop);

    /// <summary>Lets a frozen server go on.</summary>
    public void Thaw() => _process?.SignalAll(Signal.Continue);

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        GC.SuppressFinalize(this);
    }

    protected virtual Signal StopSignal => Signal.Terminate;

    protected virtual Task PrepareAsync(CancellationToken ct) => Task.CompletedTask;

    protected virtual Task StartedAsync(CancellationToken ct) => Task.CompletedTask;

    protected abstract Launch Launch();

    /// <summary>Throws while the server does not answer.</summary>
    protected abstract Task ProbeAsync(CancellationToken ct);

    private async Task WaitUntilHealthyAsync(ChildProcess process, CancellationToken ct)
    {
        var deadline =
            TimeProvider.System.GetTimestamp()
            + (long)(StartTimeout.TotalSeconds * TimeProvider.System.TimestampFrequency);
        while (true)
        {
            try
            {
                using var probe = CancellationTokenSource.CreateLinkedTokenSource(ct);
                probe.CancelAfter(TimeSpan.FromSeconds(5));
                await ProbeAsync(probe.Token);
                return;
            }
            catch (Exception e) when (!ct.IsCancellationRequested)
            {
                if (process.HasExited)
                    throw Failed("ended while it started", e);
                if (TimeProvider.System.GetTimestamp() <= deadline)
                {
                    await Task.Delay(100, ct);
                    continue;
                }
                Kill();
                throw Failed(FormattableString.Invariant($"did not answer within {StartTimeout.TotalSeconds:0} s"), e);
            }
        }
    }

    private LocalServerException Failed(string what, Exception cause) =>
        new(
            $"{name} {what} (port {Port}, {cause.Message}). The end of "
                + $"{LogFile}:{Environment.NewLine}{LogTail.Of(LogFile, 15)}",
            cause
        );
}
