namespace Platform.Accounts.Organisation;

/// <summary>Which images may be the logo. None that can hold a script: it is shown to customers.</summary>
internal static class LogoImage
{
    public const int MostBytes = 256 * 1024;

    /// <summary>The media type by the first bytes, whatever the sender calls it; null for any other file.</summary>
    public static string? MediaTypeOf(ReadOnlySpan<byte> image) =>
        image switch
        {
            [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => "image/png",
            [0xFF, 0xD8, 0xFF, ..] => "image/jpeg",
            [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, .. var rest] when rest.StartsWith("WEBP"u8) =>
                "image/webp",
            _ => null,
        };
}
