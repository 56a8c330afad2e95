namespace Platform.Files.Reading;

/// <summary>The line <c>sep=;</c> that Excel writes, and reads, before the header.</summary>
internal static class SeparatorLine
{
    private const string Word = "sep=";

    /// <summary>Reads over the line where there is one.</summary>
    /// <returns>A reader that stands at the header, the delimiter that the line names, and how many lines were
    /// passed.</returns>
    public static (StreamReader Text, char? Delimiter, int Lines) Take(StreamReader text)
    {
        // Peeking fills the buffer and settles the encoding; a mark at the start is not part of the text.
        if (text.Peek() is not ('s' or 'S' or '"'))
            return (text, null, 0);
        var encoding = text.CurrentEncoding;
        var first = text.ReadLine()?.Trim('"').TrimEnd();
        if (first is { Length: 5 } && first.StartsWith(Word, StringComparison.OrdinalIgnoreCase))
            return (text, first[^1], 1);
        var stream = text.BaseStream;
        stream.Position = 0;
        return (
            new StreamReader(
                stream,
                encoding,
                detectEncodingFromByteOrderMarks: true,
                bufferSize: 64 * 1024,
                leaveOpen: true
            ),
            null,
            0
        );
    }
}
