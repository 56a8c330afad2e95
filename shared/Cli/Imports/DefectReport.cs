using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Platform.Cli.Imports;

/// <summary>Collects defects: all of them in a file, one JSON document a line, and a summary by reason for the
/// console.</summary>
public sealed class DefectReport : IDisposable
{
    private const int LinesShown = 3;
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly Lock _lock = new();
    private readonly StreamWriter _file;
    private readonly HashSet<(string, int, string?, string)> _known = [];
    private readonly Dictionary<
        (string Severity, string File, string Code),
        (int Count, List<Defect> First)
    > _reasons = [];

    public DefectReport(string path)
    {
        Path = path;
        if (System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path)) is { } directory)
            Directory.CreateDirectory(directory);
        _file = new StreamWriter(path, append: false) { NewLine = "\n" };
    }

    public string Path { get; }

    public int Errors { get; private set; }

    public int Warnings { get; private set; }

    /// <summary>The same finding on the same cell counts once, whoever found it.</summary>
    public void Add(Defect defect)
    {
        lock (_lock)
        {
            if (!_known.Add((defect.File, defect.Line, defect.Column, defect.Code)))
                return;
            _file.WriteLine(JsonSerializer.Serialize(defect, Json));
            if (defect.IsError)
                Errors++;
            else if (defect.Severity == "warning")
                Warnings++;
            var key = (defect.Severity, defect.File, defect.Code);
            var (count, first) = _reasons.GetValueOrDefault(key, (0, []));
            if (first.Count < LinesShown)
                first.Add(defect);
            _reasons[key] = (count + 1, first);
        }
    }

    public void WriteSummary(TextWriter output)
    {
        _file.Flush();
        if (_reasons.Count == 0)
        {
            output.WriteLine("No defects found.");
            return;
        }

        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Defects: {Errors:#,0} errors (rows left out), {Warnings:#,0} warnings (rows taken). All of "
                    + $"them: {Path}"
            )
        );
        foreach (
            var (reason, (count, first)) in _reasons
                .OrderBy(reason => reason.Key.Severity, StringComparer.Ordinal)
                .ThenBy(reason => reason.Key.File, StringComparer.Ordinal)
                .ThenByDescending(reason => reason.Value.Count)
        )
        {
            output.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"  {reason.Severity, -7} {reason.File}: {count:#,0} × {reason.Code}"
                )
            );
            foreach (var defect in first)
                output.WriteLine($"          {Place(defect)}: {defect.Message}");
        }
    }

    public void Dispose() => _file.Dispose();

    private static string Place(Defect defect)
    {
        var line = defect.Line > 0 ? FormattableString.Invariant($"line {defect.Line}") : "the file";
        var cell = defect.Column is null
            ? ""
            : $", {defect.Column}{(string.IsNullOrEmpty(defect.Value) ? "" : $" '{defect.Value}'")}";
        return line + cell;
    }
}
