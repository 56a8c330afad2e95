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
