using Platform.Files;

namespace Platform.Cli.Imports;

/// <summary>Something wrong with a row: an error kept it out, a warning did not.</summary>
/// <param name="Line">Physical line, from 1; 0 means the file as a whole.</param>
/// <param name="Code">Stable, kebab-case: what is counted together.</param>
public sealed record Defect(
    string File,
    int Line,
    string? Column,
    string? Value,
    string Code,
    string Message,
    string Severity
)
{
    public bool IsError => Severity == "error";

    public static Defect Of(string file, ImportProblem problem) =>
        new(file, problem.Line, problem.Column, problem.Value, problem.Code, problem.Message, problem.Severity);

    public static Defect Error(string file, int line, string? column, string? value, string code, string message) =>
        new(file, line, column, value, code, message, "error");

    public static Defect Warning(string file, int line, string? column, string? value, string code, string message) =>
        new(file, line, column, value, code, message, "warning");
}
