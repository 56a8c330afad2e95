namespace Platform.Cli.Imports.Recognition;

/// <summary>What is to be imported: the files in the order of their kinds, and what is left aside.</summary>
/// <param name="Source">The name under which the source's ids are known to the platform.</param>
public sealed record Recognised(
    string Source,
    ImportProfile? Profile,
    IReadOnlyList<RecognisedFile> Files,
    IReadOnlyList<string> NotRecognised
)
{
    public RecognisedFile? First(FileKind kind) => Files.FirstOrDefault(file => file.Kind == kind);
}
