using System.Buffers.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Platform.Contracts;

namespace Platform.ServiceKit.Http;

/// <summary>One page; <paramref name="Next"/> is the cursor of the following one, absent on the last.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next)
{
    /// <summary>From limit + 1 rows read: the surplus row only tells that there is more.</summary>
#pragma warning disable CA1000 // Page<T>.From reads as what it is.
    public static Page<T> From<TRow>(
        IReadOnlyList<TRow> rows,
        int limit,
        Func<TRow, T> item,
        Func<TRow, object> cursorOf
    ) => new([.. rows.Take(limit).Select(item)], rows.Count > limit ? Cursor.Write(cursorOf(rows[limit - 1])) : null);
#pragma warning restore CA1000
}

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

/// <summary><c>?limit=&amp;cursor=</c>, bound from the query; limit is 1–200, 50 by default.</summary>
public readonly record struct PageRequest(int Limit, string? Cursor)
{
    public const int DefaultLimit = 50;
    public const int MaxLimit = 200;

    /// <summary>Of the parameters that it is bound from.</summary>
    internal static readonly string[] Names = ["limit", "cursor"];

    public static ValueTask<PageRequest> BindAsync(HttpContext context)
    {
        var text = context.Request.Query["limit"].ToString();
        var limit = DefaultLimit;
        if (
            text.Length > 0
            && (
                !int.TryParse(
                    text,
                    System.Globalization.NumberStyles.None,
                    System.Globalization.CultureInfo.InvariantCulture,
                    out limit
                ) || limit is < 1 or > MaxLimit
            )
        )
            throw Problem.Invalid("limit", $"'{text}' is not a whole number from 1 to {MaxLimit}").ToException();
        var cursor = context.Request.Query["cursor"].ToString();
        return ValueTask.FromResult(new PageRequest(limit, cursor.Length == 0 ? null : cursor));
    }
}
