using System.Text.Json;
using System.Text.Json.Serialization;

namespace Platform.ServiceKit.Http;

/// <summary>One change of a resource, out of its history: what the 412 tells the second of two people who edited the
/// same thing.</summary>
public sealed class VersionChange
{
    /// <summary>The version that it made.</summary>
    public int Version { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>Id of the person, or name of the service, whose change it was.</summary>
    public string Actor { get; init; } = "";

    /// <summary>The fields that changed, as they were; null where the history keeps only what became of them.</summary>
    public JsonElement? Before => Parse(BeforeJson);

    /// <summary>The fields that changed, as they became.</summary>
    public JsonElement? After => Parse(AfterJson);

    /// <summary>As the database has it.</summary>
    [JsonIgnore]
    public string? BeforeJson { get; init; }

    /// <summary>As the database has it.</summary>
    [JsonIgnore]
    public string? AfterJson { get; init; }

    private static JsonElement? Parse(string? json) =>
        json is null ? null : JsonSerializer.Deserialize<JsonElement>(json);
}
