using System.Text.Unicode;

namespace Platform.HealthScoring.Usage.Encoding;

/// <summary>Names of accounts, users, features and teams as events spell them.</summary>
internal static class PlainText
{
    /// <summary>Valid UTF-8 without control characters (PostgreSQL could not even store a NUL).</summary>
    public static bool Is(ReadOnlySpan<byte> text) => Utf8.IsValid(text) && !text.ContainsAnyInRange((byte)0, (byte)31);
}
