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
