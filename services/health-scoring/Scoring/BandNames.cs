using System.Text.Json.Serialization;

namespace Platform.HealthScoring.Scoring;

public sealed class BandNames()
    : JsonStringEnumConverter<Band>(System.Text.Json.JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false);
