namespace Platform.Cli.Imports.Recognition;

/// <param name="Columns">A file that has all of these is of this kind.</param>
/// <param name="Mapping">The mapping document's file name; none where the file's columns are the platform's own
/// fields.</param>
/// <param name="LeftOut">Columns that the platform has no field for, where that is known and no news; <c>*</c> stands
/// for all.</param>
/// <param name="Checks">Columns that are only compared with other files: column → what it says.</param>
public sealed record ProfileFile(
    string Kind,
    IReadOnlyList<string> Columns,
    string? Mapping,
    IReadOnlyDictionary<string, string>? Checks,
    IReadOnlyList<string>? LeftOut
)
{
    /// <summary>What joins of other entries call it.</summary>
    public string? Name { get; init; }

    /// <summary>Common name → this file's column, where files of one name differ (a price's unit_amount is a plan's
    /// amount).</summary>
    public IReadOnlyDictionary<string, string>? Called { get; init; }

    /// <summary>Files whose columns stand beside this one's.</summary>
    public IReadOnlyList<ProfileJoin>? Joins { get; init; }

    public FileKind FileKind =>
        FileKinds.Parse(Kind) ?? throw new CommandFailedException($"profile.json: '{Kind}' is not a kind of file.");
}
