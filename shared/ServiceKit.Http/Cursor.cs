using System.Buffers.Text;
using System.Text.Json;
using Platform.Contracts;

namespace Platform.ServiceKit.Http;

/// <summary>A cursor is the sort key of the last row, as opaque text. It carries no authority: filters and access are
/// checked anew on every page.</summary>
public static class Cursor
{
    // Instants in full: rounded to the millisecond, a cursor would pass over the other rows of its millisecond.
    private static readonly JsonSerializerOptions Exact = WithoutRounding();

    public static string Write(object key) =>
        Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(key, key.GetType(), Exact));

    /// <exception cref="ProblemException">400 where the text is no cursor of this list.</exception>
    public static T? Read<T>(string? cursor)
        where T : class
    {
        if (string.IsNullOrEmpty(cursor))
            return null;
        try
        {
            return JsonSerializer.Deserialize<T>(Base64Url.DecodeFromChars(cursor), Exact)
                ?? throw new FormatException();
        }
        catch (Exception exception)
            when (exception is FormatException or JsonException or ArgumentException or OverflowException)
        {
            throw Foreign().ToException();
        }
    }

    internal static Problem Foreign() =>
        Problem.Invalid("cursor", "is not a cursor of this list: use the 'next' of the page before, unchanged");

    private static JsonSerializerOptions WithoutRounding()
    {
        var options = new JsonSerializerOptions(ContractJson.Options);
        options.Converters.Remove(options.Converters.Single(c => c is UtcInstantConverter));
        return options;
    }
}
