using System.Text.Json;
using System.Text.Json.Serialization;
using Platform.Cli.Gateway;

namespace Platform.Cli.Imports.Recognition;

/// <summary>How one source's files are recognised and mapped: <c>mappings/NAME/profile.json</c> with its mapping
/// documents beside it.</summary>
public sealed record ImportProfile(
    string Name,
    string Source,
    IReadOnlyList<ProfileFile> Files,
    ProfileFeatures? Features
)
{
    [JsonIgnore]
    public string Directory { get; private init; } = "";

    public static string Shipped => Path.Combine(AppContext.BaseDirectory, "mappings");

    public static IReadOnlyList<ImportProfile> AllShipped() =>
        [.. System.IO.Directory.EnumerateDirectories(Shipped).Order(StringComparer.Ordinal).Select(Load)];

    /// <param name="directory">A directory that holds a profile.json.</param>
    /// <exception cref="CommandFailedException">There is none, or it cannot be read.</exception>
    public static ImportProfile Load(string directory)
    {
        var file = Path.Combine(directory, "profile.json");
        try
        {
            var profile = JsonSerializer.Deserialize<ImportProfile>(File.ReadAllText(file), GatewayClient.Json)!;
            return profile with { Directory = directory };
        }
        catch (Exception unreadable) when (unreadable is IOException or JsonException)
        {
            throw new CommandFailedException($"{file}: {unreadable.Message}", unreadable);
        }
    }

    /// <summary>The entry whose columns the file has all of; of several the one that asks for most.</summary>
    public ProfileFile? Match(IReadOnlyList<string> header) =>
        Files
            .Where(file => file.Columns.All(column => header.Contains(column, StringComparer.OrdinalIgnoreCase)))
            .OrderByDescending(file => file.Columns.Count)
            .FirstOrDefault();

    public string? MappingText(ProfileFile file) =>
        file.Mapping is null ? null : File.ReadAllText(Path.Combine(Directory, file.Mapping));
}

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

/// <param name="With">The other entry's name.</param>
/// <param name="On">The columns that may hold its key; the first that a row fills counts.</param>
/// <param name="Take">The other file's columns, by their common names.</param>
/// <param name="Key">The other file's column that is named by; <c>id</c> where it is not said.</param>
/// <param name="As">What stands before the columns' names; the other entry's name where it is not said.</param>
/// <param name="Optional">Rows without a partner are fine, and so is a directory without the file.</param>
/// <param name="Only">Which of the other file's rows count: column → words.</param>
public sealed record ProfileJoin(
    string With,
    IReadOnlyList<string> On,
    IReadOnlyList<string> Take,
    string? Key = null,
    string? As = null,
    bool Optional = false,
    IReadOnlyDictionary<string, IReadOnlyList<string>>? Only = null
);

/// <summary>Which features are core and premium, where the source itself does not say.</summary>
public sealed record ProfileFeatures(IReadOnlyList<string> Core, IReadOnlyList<string> Premium);
