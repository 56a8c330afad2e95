using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Platform.Contracts;

namespace Platform.ServiceKit.Http;

/// <summary>
/// What values of a request may be, wherever they stand: days and instants from 1900 to 2199 (what lies outside is a
/// slip of the pen, and sums over it end in the limits of a calendar), no U+0000, whole numbers also written as
/// <c>1.0</c>.
/// </summary>
internal static class RequestValues
{
    private const int FirstYear = 1900,
        LastYear = 2199;

    public static void Configure(JsonSerializerOptions options)
    {
        options.Converters.Remove(options.Converters.Single(converter => converter is UtcInstantConverter));
        options.Converters.Add(new BoundedInstantConverter());
        options.Converters.Add(new BoundedDateConverter());
        options.Converters.Add(new WholeNumberConverter());
        options.Converters.Add(new LongWholeNumberConverter());
    }

    /// <returns>What is wrong with a parameter's text; null where nothing is.</returns>
    public static string? FaultOf(string text, Type type)
    {
        if (text.Contains('\0', StringComparison.Ordinal))
            return "contains the character U+0000: leave it out";
        if (type != typeof(DateOnly) && type != typeof(DateTimeOffset) && type != typeof(DateTime))
            return null;
        return
            DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)
            && !IsInRange(at.Year)
            ? OutOfRange(text)
            : null;
    }

    /// <summary>Before routing: an id with it would reach the database as it is.</summary>
    public static Task RefuseNulAsync(HttpContext context, RequestDelegate next) =>
        context.Request.Path.Value?.Contains('\0', StringComparison.Ordinal) != true
            ? next(context)
            : throw new Problem(
                "bad-request",
                StatusCodes.Status400BadRequest,
                "The request could not be read.",
                "The path contains the character U+0000: leave it out."
            ).ToException();

    private static bool IsInRange(int year) => year is >= FirstYear and <= LastYear;

    private static string OutOfRange(string text) => $"'{text}' is not from {FirstYear}-01-01 to {LastYear}-12-31";

    private sealed class BoundedInstantConverter : JsonConverter<DateTimeOffset>
    {
        private static readonly UtcInstantConverter Inner = new();

        public override DateTimeOffset Read(
            ref Utf8JsonReader reader,
            Type typeToConvert,
            JsonSerializerOptions options
        )
        {
            if (reader.TokenType != JsonTokenType.String)
                throw new JsonException("is not an instant such as \"2026-01-31T09:30:00Z\"");
            var at = Inner.Read(ref reader, typeToConvert, options);
            return IsInRange(at.Year) ? at : throw new JsonException(OutOfRange(reader.GetString()!));
        }

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            Inner.Write(writer, value, options);
    }

    private sealed class BoundedDateConverter : JsonConverter<DateOnly>
    {
        public override DateOnly Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var text = reader.TokenType == JsonTokenType.String ? reader.GetString()! : "";
            if (
                !DateOnly.TryParseExact(
                    text,
                    "yyyy-MM-dd",
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.None,
                    out var date
                )
            )
                throw new JsonException("is not a date such as \"2026-01-31\"");
            return IsInRange(date.Year) ? date : throw new JsonException(OutOfRange(text));
        }

        public override void Write(Utf8JsonWriter writer, DateOnly value, JsonSerializerOptions options)
        {
            Span<char> text = stackalloc char[10];
            value.TryFormat(text, out var length, "yyyy-MM-dd", CultureInfo.InvariantCulture);
            writer.WriteStringValue(text[..length]);
        }
    }

    /// <summary>A program that knows only one kind of number writes 1.0 where it means 1.</summary>
    private sealed class WholeNumberConverter : JsonConverter<int>
    {
        public override int Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            (int)Whole(ref reader, int.MinValue, int.MaxValue);

        public override void Write(Utf8JsonWriter writer, int value, JsonSerializerOptions options) =>
            writer.WriteNumberValue(value);
    }

    private sealed class LongWholeNumberConverter : JsonConverter<long>
    {
        public override long Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Whole(ref reader, long.MinValue, long.MaxValue);

        public override void Write(Utf8JsonWriter writer, long value, JsonSerializerOptions options) =>
            writer.WriteNumberValue(value);
    }

    private static long Whole(ref Utf8JsonReader reader, long least, long most)
    {
        if (reader.TokenType != JsonTokenType.Number)
            throw new JsonException("is not a whole number");
        if (!reader.TryGetInt64(out var value))
        {
            if (
                !reader.TryGetDecimal(out var number)
                || number != decimal.Truncate(number)
                || number < long.MinValue
                || number > long.MaxValue
            )
                throw new JsonException("is not a whole number, or is too large");
            value = (long)number;
        }

        return value >= least && value <= most ? value : throw new JsonException("is too large a number");
    }
}
