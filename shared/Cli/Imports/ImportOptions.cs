namespace Platform.Cli.Imports;

/// <param name="Report">Where the full list of defects goes; null: under .data/imports, or else the temporary
/// directory.</param>
public sealed record ImportOptions(
    string Path,
    string? Mapping = null,
    string? Source = null,
    bool DryRun = false,
    bool ShiftToToday = false,
    string? Report = null
)
{
    /// <summary>How columns are to be read that can be read in more than one way: column → format.</summary>
    public IReadOnlyDictionary<string, string> Confirmed { get; init; } = new Dictionary<string, string>();

    /// <summary>Name or id of the survey that takes answers; null: an NPS survey of the source's own.</summary>
    public string? Survey { get; init; }

    internal string ReportFile(TimeProvider clock)
    {
        if (Report is not null)
            return Report;
        var name = FormattableString.Invariant($"import-{clock.GetUtcNow():yyyyMMdd-HHmmss}.ndjson");
        var data = Gateway.RunningInstallation.DataDirectory();
        var directory = data is null ? System.IO.Path.GetTempPath() : System.IO.Path.Combine(data, "imports");
        return System.IO.Path.Combine(directory, name);
    }
}
