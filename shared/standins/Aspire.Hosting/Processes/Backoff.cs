namespace Aspire.Hosting.Processes;

/// <summary>How long to wait before a crashed process is started again: 0.5 s, doubling to 30 s, from the start again after a quiet minute.</summary>
internal sealed class Backoff
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);

    private TimeSpan _next = First;

    internal TimeSpan After(TimeSpan ran)
    {
        if (ran >= Quiet) _next = First;
        var delay = _next;
        _next = delay * 2 < Longest ? delay * 2 : Longest;
        return delay;
    }
}
