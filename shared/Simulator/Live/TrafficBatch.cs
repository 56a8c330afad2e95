using Platform.Simulator.Usage;

namespace Platform.Simulator.Live;

/// <param name="Number">From 1; a repeat has the number of what it repeats.</param>
/// <param name="IsRepeat">The same events were sent before.</param>
public sealed record TrafficBatch(long Number, bool IsRepeat, IReadOnlyList<UsageEvent> Events);
