using System.Runtime.InteropServices;
using Platform.HealthScoring.Scoring;

namespace Platform.HealthScoring.Scores;

/// <param name="Score">To two decimals; NaN where too little is known.</param>
/// <param name="Moved">Whether it is another than the stored one, or of another scorecard.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct BookScore(Guid AccountId, double Score, Band? Band, bool Moved);
