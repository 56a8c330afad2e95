using System.Runtime.InteropServices;
using Platform.HealthScoring.Scoring;
using Platform.HealthScoring.Usage;
using Platform.ServiceKit.Data;

namespace Platform.HealthScoring.Scores;

/// <summary>An account on a past day.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct PastDay(Guid AccountId, DateOnly Day);
