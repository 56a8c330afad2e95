namespace Platform.Accounts;

/// <summary>Texts of callers inside patterns of SQL's <c>like</c>.</summary>
internal static class Patterns
{
    /// <summary>The text so that it stands for itself.</summary>
    public static string Escape(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("%", "\\%", StringComparison.Ordinal)
            .Replace("_", "\\_", StringComparison.Ordinal);
}
