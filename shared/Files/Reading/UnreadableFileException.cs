namespace Platform.Files.Reading;

/// <summary>The file as a whole cannot be read from <paramref name="line"/> on: rows after it are unknown, so the
/// import stops.</summary>
public sealed class UnreadableFileException(int line, string code, string message) : Exception(message)
{
    public int Line { get; } = line;

    public string Code { get; } = code;
}
