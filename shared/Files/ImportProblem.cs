using System.Text.Json.Serialization;

namespace Platform.Files;

/// <summary>
/// A line of an import's report. <c>error</c>: the row was not taken; <c>warning</c>: it was, but deserves a look;
/// <c>info</c>: nothing is wrong.
/// </summary>
/// <param name="Line">Physical line of the file on which the row starts, from 1; the header counts.</param>
/// <param name="Column">The file's own column name; null when the whole row is meant.</param>
/// <param name="Value">The offending value as it stands in the file, cut to 200 characters.</param>
/// <param name="Code">Stable, kebab-case.</param>
/// <param name="Message">What was wrong and what to do.</param>
/// <param name="Severity"><c>error</c>, <c>warning</c> or <c>info</c>.</param>
public sealed record ImportProblem(
    int Line,
    string? Column,
    string? Value,
    string Code,
    string Message,
    string Severity
)
{
    public const string ErrorSeverity = "error";
    public const string WarningSeverity = "warning";
    public const string InfoSeverity = "info";

    private const int LongestValueShown = 200;

    [JsonIgnore]
    public bool IsError => string.Equals(Severity, ErrorSeverity, StringComparison.Ordinal);

    [JsonIgnore]
    public bool IsWarning => string.Equals(Severity, WarningSeverity, StringComparison.Ordinal);

    public static ImportProblem Error(int line, string? column, string? value, string code, string message) =>
        new(line, column, Shorten(value), code, message, ErrorSeverity);

    public static ImportProblem Warning(int line, string? column, string? value, string code, string message) =>
        new(line, column, Shorten(value), code, message, WarningSeverity);

    public static ImportProblem Info(int line, string? column, string code, string message) =>
        new(line, column, null, code, message, InfoSeverity);

    private static string? Shorten(string? value) =>
        value is { Length: > LongestValueShown } ? string.Concat(value.AsSpan(0, LongestValueShown), "…") : value;
}
