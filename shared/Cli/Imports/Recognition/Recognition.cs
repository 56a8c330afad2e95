using Platform.Cli.Imports.Reading;

namespace Platform.Cli.Imports.Recognition;

/// <summary>What is to be imported: the files in the order of their kinds, and what is left aside.</summary>
/// <param name="Source">The name under which the source's ids are known to the platform.</param>
public sealed record Recognised(string Source, ImportProfile? Profile, IReadOnlyList<RecognisedFile> Files, IReadOnlyList<string> NotRecognised)
{
    public RecognisedFile? First(FileKind kind) => Files.FirstOrDefault(file => file.Kind == kind);
}

/// <summary>Finds out what a file or a directory's files hold, by a profile's column names, else by the file's name.</summary>
public static class Recognition
{
    private const int RowsThatShowDates = 500;

    /// <param name="mapping">The name of a shipped profile, a directory with a profile.json, or a mapping document for one file.</param>
    /// <exception cref="CommandFailedException">There is nothing to import, or the mapping cannot be used.</exception>
    public static Recognised Of(string path, string? mapping, string? source)
    {
        var files = Files(path);
        if (mapping is not null && File.Exists(mapping))
            return WithDocument(path, mapping, source);

        var profiles = mapping is null ? ImportProfile.AllShipped() : [Named(mapping)];
        var headers = files.ToDictionary(file => file, file => SourceRows.Header(file));
        var profile = profiles
            .Select(candidate => (candidate, matched: files.Count(file => candidate.Match(headers[file]) is not null)))
            .Where(candidate => candidate.matched > 0)
            .OrderByDescending(candidate => candidate.matched)
            .Select(candidate => candidate.candidate)
            .FirstOrDefault();

        var recognised = new List<RecognisedFile>();
        var not = new List<string>();
        foreach (var file in files)
        {
            var entry = profile?.Match(headers[file]);
            if (entry is not null)
                recognised.Add(With(file, headers[file], entry.FileKind, profile!.MappingText(entry), $"{profile.Name}-{entry.Kind}", entry.Checks) with { LeftOut = entry.LeftOut ?? [] });
            else if (profile is null && ByName(file) is { } kind)
                recognised.Add(With(file, headers[file], kind, null, null, null));
            else
                not.Add(Path.GetFileName(file));
        }

        if (recognised.Count == 0)
            throw new CommandFailedException(
                $"{path}: no file here is recognised, by its columns or by its name (accounts.csv, usage.ndjson …). Say how to read one file with --mapping FILE.");
        return new(source ?? profile?.Source ?? "import", profile, [.. recognised.OrderBy(file => file.Kind)], not);
    }

    private static Recognised WithDocument(string path, string mapping, string? source)
    {
        if (!File.Exists(path))
            throw new CommandFailedException($"--mapping {mapping} is a mapping for one file, but {path} is a directory. Name the file.");
        var text = File.ReadAllText(mapping);
        string? spelt;
        try
        {
            using var document = System.Text.Json.JsonDocument.Parse(text);
            spelt = document.RootElement.GetProperty("kind").GetString();
        }
        catch (Exception unreadable) when (unreadable is System.Text.Json.JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new CommandFailedException($"{mapping}: is not a mapping document, a JSON object with \"kind\" and \"columns\" ({unreadable.Message})", unreadable);
        }

        if (spelt is null || FileKinds.Parse(spelt) is not { } kind)
            throw new CommandFailedException($"{mapping}: \"kind\" is '{spelt}'; it is one of {string.Join(", ", Enum.GetValues<FileKind>().Select(FileKinds.Spelt))}.");
        var name = $"file-{Path.GetFileNameWithoutExtension(mapping)}".ToLowerInvariant();
        return new(source ?? "import", null, [With(path, SourceRows.Header(path), kind, text, name, null)], []);
    }

    private static RecognisedFile With(
        string file, IReadOnlyList<string> header, FileKind kind, string? mapping, string? name, IReadOnlyDictionary<string, string>? checks)
    {
        FieldMap fields;
        try
        {
            fields = FieldMap.Of(mapping, header, checks);
        }
        catch (Exception unreadable) when (unreadable is System.Text.Json.JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new CommandFailedException($"The mapping for {Path.GetFileName(file)} cannot be read: {unreadable.Message}", unreadable);
        }

        var dates = fields.Dates is { } declared ? new DateSpelling(declared) : Detected(file, fields);
        return new(file, kind, mapping, mapping is null ? null : name, fields, dates);
    }

    private static DateSpelling? Detected(string file, FieldMap fields)
    {
        var columns = fields.DateColumns.ToList();
        return DateSpelling.Detect(SourceRows.Of(file, fields.Delimiter).Take(RowsThatShowDates).SelectMany(row => columns.Select(column => row[column] ?? "")));
    }

    private static ImportProfile Named(string name)
    {
        if (Directory.Exists(name))
            return ImportProfile.Load(name);
        var shipped = Path.Combine(ImportProfile.Shipped, name);
        if (Directory.Exists(shipped))
            return ImportProfile.Load(shipped);
        throw new CommandFailedException(
            $"--mapping {name}: neither a file, nor a directory, nor one of those that ship: {string.Join(", ", ImportProfile.AllShipped().Select(profile => profile.Name))}.");
    }

    private static List<string> Files(string path)
    {
        if (File.Exists(path))
            return [path];
        if (!Directory.Exists(path))
            throw new CommandFailedException($"{path}: there is no such file or directory.");
        var files = Directory.EnumerateFiles(path).Where(SourceRows.IsReadable).Order(StringComparer.Ordinal).ToList();
        return files.Count > 0 ? files : throw new CommandFailedException($"{path}: holds no .csv or .ndjson file.");
    }

    private static FileKind? ByName(string file)
    {
        var name = Path.GetFileNameWithoutExtension(file).ToLowerInvariant();
        return Enum.GetValues<FileKind>().Where(kind => kind < FileKind.ChurnEvents && name.Contains(kind.Spelt(), StringComparison.Ordinal))
            .Cast<FileKind?>().LastOrDefault();
    }
}
