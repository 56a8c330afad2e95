namespace Platform.Accounts.Portfolio;

/// <summary>Columns as they are sent.</summary>
/// <param name="Body">JSON, compressed with Brotli.</param>
/// <param name="ETag">Of the content, so that every replica names the same columns by it.</param>
/// <param name="Next">What changes later has this transaction or a later one.</param>
internal sealed record ColumnsAnswer(byte[] Body, string ETag, ulong Next);
