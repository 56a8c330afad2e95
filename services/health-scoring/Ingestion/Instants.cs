using System.Text;
using System.Text.Json;

namespace Platform.HealthScoring.Ingestion;

/// <summary>RFC 3339 instants as Unix milliseconds; finer fractions are cut off.</summary>
internal static class Instants
{
    /// <summary>Null where the value is no instant with an offset.</summary>
    public static long? Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String)
            return null;
        // Some writers escape the plus of +00:00.
        var text = reader.ValueIsEscaped ? Encoding.UTF8.GetBytes(reader.GetString()!) : reader.ValueSpan;
        if (Fast(text) is { } fast)
            return fast;
        // Without an offset .NET would take the machine's own zone.
        var hasOffset =
            text.Length > 19
            && (text[^1] is (byte)'Z' or (byte)'z' || (text[^6] is (byte)'+' or (byte)'-' && text[^3] == ':'));
        if (!hasOffset)
            return null;
        if (reader.TryGetDateTimeOffset(out var instant))
            return instant.ToUnixTimeMilliseconds();
        // Small t and z are allowed (RFC 3339, 5.6), and .NET does not read them.
        return text[10] != 't' && text[^1] != 'z' ? null : ReadUpper(text);
    }

    private static long? ReadUpper(ReadOnlySpan<byte> text)
    {
        if (text.Length > 64)
            return null;
        Span<byte> quoted = stackalloc byte[text.Length + 2];
        quoted[0] = quoted[^1] = (byte)'"';
        Ascii.ToUpper(text, quoted[1..], out _);
        var reader = new Utf8JsonReader(quoted);
        return reader.Read() && reader.TokenType == JsonTokenType.String && reader.TryGetDateTimeOffset(out var instant)
            ? instant.ToUnixTimeMilliseconds()
            : null;
    }

    /// <summary>The usual form, yyyy-MM-ddTHH:mm:ss[.fff]Z, without the general parser.</summary>
    private static long? Fast(ReadOnlySpan<byte> t)
    {
        if (
            t.Length is not (20 or 24)
            || t[^1] != 'Z'
            || t[4] != '-'
            || t[7] != '-'
            || t[10] != 'T'
            || t[13] != ':'
            || t[16] != ':'
        )
            return null;
        int year = Number(t[..4]),
            month = Number(t.Slice(5, 2)),
            day = Number(t.Slice(8, 2));
        int hour = Number(t.Slice(11, 2)),
            minute = Number(t.Slice(14, 2)),
            second = Number(t.Slice(17, 2));
        var ms = 0;
        if (t.Length == 24)
        {
            if (t[19] != '.')
                return null;
            ms = Number(t.Slice(20, 3));
        }
        if (
            year < 1
            || month is < 1 or > 12
            || day < 1
            || hour is < 0 or > 23
            || minute is < 0 or > 59
            || second is < 0 or > 59
            || ms < 0
        )
            return null;
        if (day > DateTime.DaysInMonth(year, month))
            return null;
        var days = (long)new DateOnly(year, month, day).DayNumber - 719_162; // 1970-01-01
        return (((days * 24 + hour) * 60 + minute) * 60 + second) * 1000 + ms;
    }

    /// <summary>-1000000 or less where a character is no digit.</summary>
    private static int Number(ReadOnlySpan<byte> digits)
    {
        var value = 0;
        foreach (var digit in digits)
        {
            if (digit is < (byte)'0' or > (byte)'9')
                return -1_000_000;
            value = value * 10 + digit - '0';
        }
        return value;
    }
}
