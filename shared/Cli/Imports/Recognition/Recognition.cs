using System.Text.Json;
using Platform.Cli.Imports.Reading;
using Platform.Files;
using Platform.Files.Mapping;
using Platform.Files.Reading;

namespace Platform.Cli.Imports.Recognition;

/// <summary>Finds out what a file or a directory's files hold, by a profile's column names, else by the file's
/// name.</summary>
public static class Recognition
{
    private const int RowsThatShowSpellings = 500;

    /// <param name="mapping">The name of a shipped profile, a directory with a profile.json, or a mapping document for
    /// one file.</param>
    /// <param name="confirmed">Column → format, for columns that can be read in more than one way.</param>
    /// <exception cref="CommandFailedException">There is nothing to import, or the mapping cannot be used.</exception>
    public static Recognised Of(
        string path,
        string? mapping,
        string? source,
        IReadOnlyDictionary<string, string>? confirmed = null
    )
    {
        confirmed ??= new Dictionary<string, string>();
        var files = Files(path);
        if (mapping is not null && File.Exists(mapping))
            return WithDocument(path, mapping, source, confirmed);

        var profiles = mapping is null ? ImportProfile.AllShipped() : [Named(mapping)];
        var headers = files.ToDictionary(file => file, DataFile.Header);
        var profile = profiles
            // What only stands beside other files says little: many systems have such a table.
            .Select(candidate =>
                (candidate, matched: files.Count(file => candidate.Match(headers[file])?.FileKind < FileKind.Joined))
            )
            .Where(candidate => candidate.matched > 0)
            .OrderByDescending(candidate => candidate.matched)
            .Select(candidate => candidate.candidate)
            .FirstOrDefault();

        var recognised = new List<RecognisedFile>();
        var not = new List<string>();
        var entries = files.Select(file => (Path: file, Entry: profile?.Match(headers[file]))).ToList();
        foreach (var (file, entry) in entries)
        {
            if (entry is not null)
                recognised.Add(WithEntry(file, entry, profile!, entries, confirmed));
            else if (profile is null && ByName(file) is { } kind)
                recognised.Add(With(file, kind, null, null, null, [], confirmed));
            else
                not.Add(Path.GetFileName(file));
        }

        if (recognised.Count == 0)
            throw new CommandFailedException(
                $"{path}: no file here is recognised, by its columns or by its name (accounts.csv, usage.ndjson "
                    + $"…). Say how to read one file with --mapping FILE."
            );
        return new(source ?? profile?.Source ?? "import", profile, [.. recognised.OrderBy(file => file.Kind)], not);
    }

    private static Recognised WithDocument(
        string path,
        string mapping,
        string? source,
        IReadOnlyDictionary<string, string> confirmed
    )
    {
        if (!File.Exists(path))
            throw new CommandFailedException(
                $"--mapping {mapping} is a mapping for one file, but {path} is a directory. Name the file."
            );
        var text = File.ReadAllText(mapping);
        string? spelt;
        try
        {
            using var document = JsonDocument.Parse(text);
            spelt = document.RootElement.GetProperty("kind").GetString();
        }
        catch (Exception unreadable)
            when (unreadable is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new CommandFailedException(
                $"{mapping}: is not a mapping document, a JSON object with \"kind\" and \"columns\" "
                    + $"({unreadable.Message})",
                unreadable
            );
        }

        if (spelt is null || FileKinds.Parse(spelt) is not { } kind)
            throw new CommandFailedException(
                $"{mapping}: \"kind\" is '{spelt}'; it is one of "
                    + $"{string.Join(", ", Enum.GetValues<FileKind>().Select(FileKinds.Spelt))}."
            );
        var name = $"file-{Path.GetFileNameWithoutExtension(mapping)}".ToLowerInvariant();
        return new(source ?? "import", null, [With(path, kind, text, name, null, [], confirmed)], []);
    }

    private static RecognisedFile WithEntry(
        string file,
        ProfileFile entry,
        ImportProfile profile,
        List<(string Path, ProfileFile? Entry)> all,
        IReadOnlyDictionary<string, string> confirmed
    )
    {
        var joins = new List<FileJoin>();
        ImportProblem? lacks = null;
        foreach (var join in entry.Joins ?? [])
        {
            var others = all.Where(candidate => candidate.Entry?.Name == join.With).ToList();
            if (others.Count > 0)
                joins.Add(
                    others.Aggregate(
                        new FileJoin(join.As ?? join.With, join.On, join.Take, join.Optional),
                        (joined, other) => Add(joined, other.Path, other.Entry!, join)
                    )
                );
            else if (!join.Optional)
                lacks ??= ImportProblem.Error(
                    0,
                    null,
                    null,
                    "needs-other-file",
                    $"Its rows need those of another file, '{join.With}', which is not in the directory: one with "
                        + $"the columns {Columns(profile, join.With)}."
                );
        }

        return With(
            file,
            entry.FileKind,
            profile.MappingText(entry),
            $"{profile.Name}-{entry.Kind}",
            entry.Checks,
            joins,
            confirmed
        ) with
        {
            LeftOut = entry.LeftOut ?? [],
            Unreadable = lacks,
        };
    }

    private static FileJoin Add(FileJoin joined, string other, ProfileFile its, ProfileJoin join)
    {
        string Called(string column) => its.Called?.GetValueOrDefault(column) ?? column;
        return joined.With(
            other,
            Called(join.Key ?? "id"),
            Called,
            RowFilter.All with
            {
                Only = join.Only ?? RowFilter.All.Only,
            }
        );
    }

    private static string Columns(ImportProfile profile, string name) =>
        string.Join(
            " or ",
            profile.Files.Where(file => file.Name == name).Select(file => string.Join(", ", file.Columns))
        );

    private static RecognisedFile With(
        string file,
        FileKind kind,
        string? mapping,
        string? name,
        IReadOnlyDictionary<string, string>? checks,
        IReadOnlyList<FileJoin> joins,
        IReadOnlyDictionary<string, string> confirmed
    )
    {
        var rows = KnownKinds.Of(kind);
        var read = mapping is null ? null : Read(file, kind, rows, mapping, checks);
        var plan = new ImportPlan(rows, read);
        var recognised = new RecognisedFile(
            file,
            kind,
            mapping,
            mapping is null ? null : name,
            plan,
            new SourceReading(read?.Encoding, read?.Delimiter),
            []
        )
        {
            Joins = joins,
        };
        if (kind >= FileKind.Joined)
            return recognised;
        try
        {
            SourceColumns? columns = null;
            // What is read here is read whole, so that a question is asked before anything is sent.
            foreach (var row in kind.IsReadHere() ? recognised.Rows() : recognised.Rows().Take(RowsThatShowSpellings))
            {
                columns = row.Columns;
                plan.Observe(row);
            }

            var findings = plan.Conclude(confirmed);
            var missing =
                kind.IsReadHere() && columns is not null
                    ? plan.WhatIsMissing(columns).FirstOrDefault()
                        ?? (
                            plan.WhatIsAmbiguous(columns) is { } twice
                                ? $"The column '{twice}' appears twice, and it is read."
                                : null
                        )
                    : null;
            return recognised with
            {
                Findings = findings,
                Unreadable = missing is null ? null : ImportProblem.Error(1, null, null, "missing-column", missing),
            };
        }
        catch (UnreadableFileException unreadable)
        {
            // Files that the platform reads it refuses itself, with the same words.
            return kind.IsReadHere()
                ? recognised with
                {
                    Unreadable = ImportProblem.Error(unreadable.Line, null, null, unreadable.Code, unreadable.Message),
                }
                : recognised;
        }
    }

    private static ImportMapping? Read(
        string file,
        FileKind kind,
        RowKind rows,
        string mapping,
        IReadOnlyDictionary<string, string>? checks
    )
    {
        ImportMapping? read;
        try
        {
            using var document = JsonDocument.Parse(mapping);
            if (kind.IsReadHere())
            {
                (read, var mistakes) = MappingDocument.Read(document.RootElement, [rows]);
                var told = mistakes.Select(mistake => $"{Environment.NewLine}  {mistake.Key}: {mistake.Value}");
                if (mistakes.Count > 0)
                    throw new CommandFailedException(
                        $"The mapping for {Path.GetFileName(file)} has mistakes:{string.Concat(told)}"
                    );
            }
            else
                read = MappingDocument.ReadWhatIsRight(document.RootElement, [rows]);
        }
        catch (JsonException unreadable)
        {
            throw new CommandFailedException(
                $"The mapping for {Path.GetFileName(file)} cannot be read: {unreadable.Message}",
                unreadable
            );
        }

        if (read is null || checks is null)
            return read;
        var columns = read.Columns.ToDictionary(
            column => column.Key,
            column => column.Value,
            StringComparer.OrdinalIgnoreCase
        );
        foreach (
            var (column, says) in checks.Where(check =>
                rows.Field(check.Value) is not null && !read.FilledFields.Contains(check.Value, StringComparer.Ordinal)
            )
        )
            columns[column] = [.. columns.GetValueOrDefault(column) ?? [], new FieldTarget(says)];
        return read with { Columns = columns };
    }

    private static ImportProfile Named(string name)
    {
        if (Directory.Exists(name))
            return ImportProfile.Load(name);
        var shipped = Path.Combine(ImportProfile.Shipped, name);
        if (Directory.Exists(shipped))
            return ImportProfile.Load(shipped);
        throw new CommandFailedException(
            $"--mapping {name}: neither a file, nor a directory, nor one of those that ship: "
                + $"{string.Join(", ", ImportProfile.AllShipped().Select(profile => profile.Name))}."
        );
    }

    private static List<string> Files(string path)
    {
        if (File.Exists(path))
            return [path];
        if (!Directory.Exists(path))
            throw new CommandFailedException($"{path}: there is no such file or directory.");
        var files = Directory.EnumerateFiles(path).Where(DataFile.IsReadable).Order(StringComparer.Ordinal).ToList();
        return files.Count > 0 ? files : throw new CommandFailedException($"{path}: holds no .csv or .ndjson file.");
    }

    private static FileKind? ByName(string file)
    {
        var name = Path.GetFileNameWithoutExtension(file).ToLowerInvariant();
        return Enum.GetValues<FileKind>()
            .Where(kind => kind < FileKind.ChurnEvents && name.Contains(kind.Spelt(), StringComparison.Ordinal))
            .Cast<FileKind?>()
            .LastOrDefault();
    }
}
