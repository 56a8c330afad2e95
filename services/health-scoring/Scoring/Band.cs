using System.Text.Json.Serialization;

namespace Platform.HealthScoring.Scoring;

[JsonConverter(typeof(BandNames))]
public enum Band
{
    Red,
    Yellow,
    Green,
}
