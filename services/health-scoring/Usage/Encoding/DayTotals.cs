using System.Runtime.InteropServices;

namespace Platform.HealthScoring.Usage.Encoding;

[StructLayout(LayoutKind.Auto)]
public readonly record struct DayTotals(int ActiveUsers, int Sessions, long Events, long Quantity, int Features);
