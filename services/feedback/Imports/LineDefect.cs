namespace Platform.Feedback.Imports;

/// <param name="Column">The header; null where the whole line is meant.</param>
/// <param name="Line">Line of the file, the heading being line 1.</param>
public sealed record LineDefect(int Line, string? Column, string Reason);
