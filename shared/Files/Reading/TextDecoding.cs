using System.Text;

namespace Platform.Files.Reading;

/// <summary>Finds out how a file's bytes spell text: by its byte order mark, else by where zero bytes fall, else
/// UTF-8.</summary>
public static class TextDecoding
{
    internal const string UndecodableCode = "undecodable-text";

    internal const string Advice =
        "The text has bytes that are not UTF-8. Save the file as UTF-8, or say how it is encoded: \"encoding\": "
        + "\"windows-1252\" in a mapping, "
        + "encoding=windows-1252 in the address.";

    private const int SampleBytes = 4096;

    /// <summary>Reads from the start of a seekable stream. Bytes that do not decode become U+FFFD, which the rows
    /// report.</summary>
    /// <param name="declared"><c>utf-8</c>, <c>utf-16</c>, <c>utf-16be</c>, <c>windows-1252</c>, or null to
    /// detect.</param>
    public static StreamReader Open(Stream stream, string? declared)
    {
        var encoding = declared is null ? Detect(stream) : Declared(declared);
        return new StreamReader(
            stream,
            encoding,
            detectEncodingFromByteOrderMarks: true,
            bufferSize: 64 * 1024,
            leaveOpen: true
        );
    }

    /// <summary>The encodings that can be declared, for messages.</summary>
    public const string Known = "utf-8, utf-16, utf-16be or windows-1252";

    public static bool IsKnown(string name) => name is "utf-8" or "utf-16" or "utf-16be" or "windows-1252";

    private static Encoding Declared(string name) =>
        name switch
        {
            "utf-8" => Encoding.UTF8,
            "utf-16" => Encoding.Unicode,
            "utf-16be" => Encoding.BigEndianUnicode,
            "windows-1252" => CodePagesEncodingProvider.Instance.GetEncoding(1252)!,
            _ => throw new ArgumentOutOfRangeException(
                nameof(name),
                name,
                "Known encodings: utf-8, utf-16, utf-16be, windows-1252."
            ),
        };

    private static Encoding Detect(Stream stream)
    {
        var sample = new byte[SampleBytes];
        var length = stream.ReadAtLeast(sample, sample.Length, throwOnEndOfStream: false);
        stream.Position = 0;

        // Spreadsheets save UTF-16 without a mark now and then. Text in any script has spaces, digits and delimiters,
        // whose other byte is zero.
        var zeros = (Even: 0, Odd: 0);
        for (var i = 0; i < length; i++)
        {
            if (sample[i] != 0)
                continue;
            if (i % 2 == 0)
                zeros.Even++;
            else
                zeros.Odd++;
        }
        var many = length / 10;
        if (zeros.Odd > many && zeros.Even <= zeros.Odd / 10)
            return Encoding.Unicode;
        if (zeros.Even > many && zeros.Odd <= zeros.Even / 10)
            return Encoding.BigEndianUnicode;
        return Encoding.UTF8;
    }
}
