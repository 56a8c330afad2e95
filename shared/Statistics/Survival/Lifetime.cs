namespace Platform.Statistics.Survival;

/// <summary>One subject: how long it was watched, and whether the event ended that or the watching did
/// (censored).</summary>
public readonly record struct Lifetime(double Time, bool Ended);
