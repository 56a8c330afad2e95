using System.Text;
using Platform.Files.Reading;

namespace Platform.Files.Tests;

/// <summary>Reads a file given as text or bytes.</summary>
internal static class Rows
{
    public static List<SourceRow> OfCsv(string text, SourceReading? reading = null) =>
        Of(SourceFile.Csv, Encoding.UTF8.GetBytes(text), reading);

    public static List<SourceRow> OfNdjson(string text) => Of(SourceFile.Ndjson, Encoding.UTF8.GetBytes(text), null);

    public static List<SourceRow> Of(string format, byte[] bytes, SourceReading? reading) =>
        [.. SourceFile.Read(new MemoryStream(bytes), format, reading ?? new SourceReading())];
}
