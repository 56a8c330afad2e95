using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Platform.Contracts;

/// <summary>
/// Instants as RFC 3339 in UTC with milliseconds, which is all that is kept of finer digits; reads any offset,
/// refuses a text without one.
/// </summary>
public sealed class UtcInstantConverter : JsonConverter<DateTimeOffset>
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.GetString() ?? "";
        // DateTimeOffset.Parse takes the machine's zone for a text without offset; that would store another instant.
        var hasOffset =
            text.EndsWith('Z') || text.EndsWith('z') || (text.Length > 6 && text[^6] is '+' or '-' && text[^3] == ':');
        // RFC 3339 allows t and z, which .NET does not read.
        if (
            hasOffset
            && DateTimeOffset.TryParse(
                text.ToUpperInvariant(),
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var value
            )
        )
            return value.ToUniversalTime().AddTicks(-(value.UtcTicks % TimeSpan.TicksPerMillisecond));
        throw new JsonException(
            $"'{text}' is not an RFC 3339 instant with an offset, for example 2026-01-31T09:30:00.000Z."
        );
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture));
}
