namespace Platform.HealthScoring.Insights;

/// <param name="Sampled">Of a large book a sample was looked at.</param>
/// <param name="Retained">How many were still there at the end.</param>
/// <param name="Moments">What goes with staying, the clearest first.</param>
/// <param name="Verdict">In words, what the figures allow to say.</param>
public sealed record AhaResult(
    int Subjects,
    int Retained,
    IReadOnlyList<AhaMoment> Moments,
    string Verdict,
    bool Sampled = false
);
