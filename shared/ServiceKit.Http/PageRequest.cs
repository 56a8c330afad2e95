using Microsoft.AspNetCore.Http;

namespace Platform.ServiceKit.Http;

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
