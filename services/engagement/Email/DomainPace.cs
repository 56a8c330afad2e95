namespace Platform.Engagement.Email;

/// <summary>How fast one domain is written to. A domain that was left alone may get the mails of a minute at once; then
/// they follow at the rate.</summary>
public sealed class DomainPace(int perMinute)
{
    private static readonly TimeSpan Burst = TimeSpan.FromMinutes(1);

    private readonly TimeSpan _gap = Burst / perMinute;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, DateTimeOffset> _paidUntil = new(StringComparer.Ordinal);

    /// <returns>Null where a mail may go now; otherwise when one may.</returns>
    public DateTimeOffset? Take(string domain, DateTimeOffset now)
    {
        lock (_gate)
        {
            var until = _paidUntil.TryGetValue(domain, out var paid) && paid > now ? paid : now;
            var next = until + _gap;
            if (next - now > Burst)
                return next - Burst;
            _paidUntil[domain] = next;
            return null;
        }
    }
}
