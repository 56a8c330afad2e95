using System.Globalization;
using Platform.Cli.Gateway;
using Platform.Cli.Imports.Usage;
using Platform.Simulator.Live;
using Platform.Simulator.Usage;

namespace Platform.Cli.Simulation;

/// <summary>
/// Sends live traffic at a steady rate, open-loop: a batch is due at its time whether or not the ones before it are
/// answered, up to a bound that keeps memory flat.
/// </summary>
internal sealed class DriveLive(GatewayClient gateway, LiveTraffic traffic, LiveLimits limits, TextWriter output)
{
    private const int MostInFlight = 64;

    private readonly Dictionary<string, long> _reasons = new(StringComparer.Ordinal);
    private long _distinct;
    private long _repeated;
    private long _rejected;

    /// <returns>How many events the platform did not take.</returns>
    public async Task<long> RunAsync(CancellationToken ct)
    {
        var started = TimeProvider.System.GetTimestamp();
        var sent = 0L;
        using var inFlight = new SemaphoreSlim(MostInFlight);
        var nextWord = TimeSpan.FromSeconds(10);
        try
        {
            while (!IsOver(TimeProvider.System.GetElapsedTime(started)))
            {
                var batch = traffic.Next();
                var ahead =
                    TimeSpan.FromSeconds(sent / (double)limits.Rate) - TimeProvider.System.GetElapsedTime(started);
                if (ahead > TimeSpan.Zero)
                    await Task.Delay(ahead, ct);
                sent += batch.Events.Count;
                Count(batch);
                await inFlight.WaitAsync(ct);
                _ = SendAsync(batch, inFlight, ct);
                if (TimeProvider.System.GetElapsedTime(started) < nextWord)
                    continue;
                nextWord += TimeSpan.FromSeconds(10);
                Say(started);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Ctrl-C is how a run without a limit ends.
        }

        for (var i = 0; i < MostInFlight; i++)
            await inFlight.WaitAsync(CancellationToken.None);
        Say(started);
        return _rejected;
    }

    private bool IsOver(TimeSpan elapsed) => elapsed.TotalSeconds >= limits.Seconds || _distinct >= limits.Events;

    private void Count(TrafficBatch batch)
    {
        if (batch.IsRepeat)
            _repeated += batch.Events.Count;
        else
            _distinct += batch.Events.Count;
    }

    private async Task SendAsync(TrafficBatch batch, SemaphoreSlim inFlight, CancellationToken ct)
    {
        try
        {
            var sender = new SendEvents(gateway, backfill: false);
            await sender.SendAsync(
                batch.Events.Select((usage, index) => new UsageLine(index, Body(usage))),
                (_, reason) => Reject(reason),
                _ => { },
                ct
            );
        }
        catch (CommandFailedException failed)
        {
            Reject(failed.Message, batch.Events.Count);
        }
        catch (OperationCanceledException)
        {
            // Stopped; what was under way is not counted as anything.
        }
        finally
        {
            inFlight.Release();
        }
    }

    private void Reject(string reason, int events = 1)
    {
        lock (_reasons)
        {
            _rejected += events;
            _reasons[reason] = _reasons.GetValueOrDefault(reason) + events;
        }
    }

    private static UsageBody Body(UsageEvent usage) =>
        new(
            usage.EventId.ToString(),
            usage.Account,
            usage.User,
            usage.Feature,
            usage.Quantity,
            usage.OccurredAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)
        );

    private void Say(long started)
    {
        var seconds = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{seconds:0} s: {_distinct:#,0} distinct events and {_repeated:#,0} repeated ones sent, "
                    + $"{(_distinct + _repeated) / seconds:#,0} a second, {_rejected:#,0} rejected"
            )
        );
        lock (_reasons)
        {
            foreach (var (reason, count) in _reasons.OrderByDescending(reason => reason.Value).Take(3))
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {count:#,0} × {reason}"));
        }
    }
}
