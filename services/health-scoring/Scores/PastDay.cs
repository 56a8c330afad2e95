using System.Runtime.InteropServices;

namespace Platform.HealthScoring.Scores;

/// <summary>An account on a past day.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct PastDay(Guid AccountId, DateOnly Day);
