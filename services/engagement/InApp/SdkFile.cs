namespace Platform.Engagement.InApp;

/// <summary>A module of the SDK.</summary>
/// <param name="Plain">Its text, UTF-8.</param>
/// <param name="Gzip">The same, compressed.</param>
/// <param name="ETag">Of its text.</param>
internal sealed record SdkFile(byte[] Plain, byte[] Gzip, string ETag);
