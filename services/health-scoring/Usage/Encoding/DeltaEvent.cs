using System.Runtime.InteropServices;

namespace Platform.HealthScoring.Usage.Encoding;

/// <summary>One stored event as the rollups need it. <paramref name="Day"/> is a
/// <see cref="DateOnly.DayNumber"/>.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct DeltaEvent(int User, int Feature, int Day, int Slot, long Quantity, long AtMs);
