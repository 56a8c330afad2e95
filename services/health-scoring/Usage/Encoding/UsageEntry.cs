using System.Runtime.InteropServices;

namespace Platform.HealthScoring.Usage.Encoding;

/// <summary>
/// What one user of an account did with one feature on one day. <paramref name="Slots"/> has a bit for each half-hour
/// since the start of the (local) day with an event; 64 bits hold the 25 hours of the longest day.
/// </summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct UsageEntry(int User, int Feature, long Events, long Quantity, ulong Slots);
