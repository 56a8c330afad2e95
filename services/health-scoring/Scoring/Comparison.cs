using System.Text.Json.Serialization;

namespace Platform.HealthScoring.Scoring;

[JsonConverter(typeof(ComparisonNames))]
public enum Comparison
{
    AtLeast,
    AtMost,
}
