using Platform.ServiceDefaults;

namespace Platform.HealthScoring.Scores;

/// <summary>Wakes the scorer of this process after accounts were marked.</summary>
public sealed class ScoringSignal : AsyncAutoResetEvent;
