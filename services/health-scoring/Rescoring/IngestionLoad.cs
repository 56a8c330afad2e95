using System.Diagnostics;

namespace Platform.HealthScoring.Rescoring;

/// <summary>
/// How much of the last second this process spent on storing events, 0 to 1. Storing comes first: by this the scorer
/// knows how much of the processor it may take. Time from the machine's clock, because work is what is measured.
/// </summary>
public sealed class IngestionLoad
{
    private readonly Lock _lock = new();
    private long _at = Stopwatch.GetTimestamp();
    private double _share;

    public double Share
    {
        get
        {
            lock (_lock)
            {
                Pass(Stopwatch.GetTimestamp(), isWork: false);
                return _share;
            }
        }
    }

    /// <summary>Since the timestamp, without a pause, until now.</summary>
    public void Worked(long began)
    {
        lock (_lock)
        {
            Pass(began, isWork: false);
            Pass(Stopwatch.GetTimestamp(), isWork: true);
        }
    }

    /// <summary>A mean that forgets with a time constant of a second.</summary>
    private void Pass(long until, bool isWork)
    {
        var elapsed = Stopwatch.GetElapsedTime(_at, until);
        if (elapsed <= TimeSpan.Zero)
            return;
        var kept = Math.Exp(-elapsed.TotalSeconds);
        _share = _share * kept + (isWork ? 1 - kept : 0);
        _at = until;
    }
}
