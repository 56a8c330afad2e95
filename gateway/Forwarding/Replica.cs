namespace Platform.Gateway.Forwarding;

/// <summary>
/// One running copy of a service with its two cleartext addresses: HTTP/1.1 (bodies, ingest) and HTTP/2 (gRPC, and
/// reads, where one connection carries many). Whether it is in rotation follows the probe and the failures seen by
/// calls.
/// </summary>
public sealed class Replica(string service, string http, string? http2)
{
    private int _inFlight;
    private volatile bool _inRotation = true;
    private int _missed;
    private readonly Lock _asking = new();
    private Task _question = Task.CompletedTask;

    public string Service { get; } = service;

    public string Http { get; } = http;

    public string? Http2 { get; } = http2;

    public int InFlight => Volatile.Read(ref _inFlight);

    public bool InRotation => _inRotation;

    /// <summary>Three probes in a row without an answer in time: frozen, or busy with all it can take.</summary>
    public bool IsSlow => Volatile.Read(ref _missed) >= 3;

    public void MissProbe() => Interlocked.Increment(ref _missed);

    public void AnswerProbe() => Volatile.Write(ref _missed, 0);

    public void Enter() => Interlocked.Increment(ref _inFlight);

    public void Leave() => Interlocked.Decrement(ref _inFlight);

    /// <summary>Puts <paramref name="ask"/> unless it is put already: then its answer serves all who wait for
    /// it.</summary>
    public Task ShareQuestion(Func<Replica, Task> ask)
    {
        lock (_asking)
        {
            if (_question.IsCompleted)
                _question = ask(this);
            return _question;
        }
    }

    /// <summary>True where this changed anything.</summary>
    public bool PutInRotation(bool inRotation)
    {
        if (_inRotation == inRotation)
            return false;
        _inRotation = inRotation;
        return true;
    }
}
