using System.Text.Json;
using System.Text.Json.Serialization;
using Platform.Simulator.Records;
using Platform.Simulator.Usage;

namespace Platform.Simulator.Files;

/// <summary>The wire shape of every row: camelCase, nulls left out, instants in UTC with milliseconds and a
/// Z.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(InstantConverter)]
)]
[JsonSerializable(typeof(AccountRow))]
[JsonSerializable(typeof(ContactRow))]
[JsonSerializable(typeof(SubscriptionRow))]
[JsonSerializable(typeof(FeatureRow))]
[JsonSerializable(typeof(TicketRow))]
[JsonSerializable(typeof(ActivityRow))]
[JsonSerializable(typeof(InvoiceRow))]
[JsonSerializable(typeof(NpsAnswerRow))]
[JsonSerializable(typeof(OutcomeRow))]
[JsonSerializable(typeof(TruthRow))]
[JsonSerializable(typeof(UsageEvent))]
public sealed partial class RowsJson : JsonSerializerContext;

internal sealed class InstantConverter : JsonConverter<DateTimeOffset>
{
    public const string Format = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetDateTimeOffset();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
    {
        Span<char> text = stackalloc char[24];
        value.UtcDateTime.TryFormat(text, out var written, Format, System.Globalization.CultureInfo.InvariantCulture);
        writer.WriteStringValue(text[..written]);
    }
}
