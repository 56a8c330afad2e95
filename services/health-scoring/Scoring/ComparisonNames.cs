using System.Text.Json.Serialization;

namespace Platform.HealthScoring.Scoring;

public sealed class ComparisonNames()
    : JsonStringEnumConverter<Comparison>(System.Text.Json.JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false);
