using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Platform.Contracts;

/// <summary>An amount in one ISO 4217 currency; on the wire <c>{"amount":"12.50","currency":"EUR"}</c>, text so that no
/// digit is lost.</summary>
[JsonConverter(typeof(MoneyConverter))]
public readonly record struct Money(decimal Amount, string Currency)
{
    public override string ToString() => $"{Amount.ToString("0.00##", CultureInfo.InvariantCulture)} {Currency}";
}

/// <summary>Reads and writes <see cref="Money"/>; the error names what is wrong.</summary>
public sealed class MoneyConverter : JsonConverter<Money>
{
    private sealed record Wire(string? Amount, string? Currency);

    public override Money Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var wire = JsonSerializer.Deserialize<Wire>(ref reader, options);
        if (
            !decimal.TryParse(
                wire?.Amount,
                NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var amount
            )
        )
            throw new JsonException(
                $"'{wire?.Amount}' is not an amount: write it as text with a point, for example \"12.50\"."
            );
        if (wire.Currency is not { Length: 3 } currency || !currency.All(char.IsAsciiLetterUpper))
            throw new JsonException($"'{wire.Currency}' is not an ISO 4217 currency code, for example \"EUR\".");
        return new Money(amount, currency);
    }

    public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("amount", value.Amount.ToString("0.00##", CultureInfo.InvariantCulture));
        writer.WriteString("currency", value.Currency);
        writer.WriteEndObject();
    }
}
