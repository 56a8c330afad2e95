namespace Platform.Feedback.Imports;

/// <param name="Repeated">Lines that are an answer already there, from this file or before, each with the line it
/// repeats where that is in this file.</param>
/// <param name="Defects">Lines that were left out, with column and reason; at most 1,000 are listed.</param>
/// <param name="Read">Rows of the file.</param>
/// <param name="Recorded">Answers that are new.</param>
/// <param name="Failed">Rows that were refused, each told with its reason.</param>
/// <param name="Repeats">Answers that were known already by their key.</param>
public sealed record AnswerImportReport(
    int Read,
    int Recorded,
    int Repeated,
    int Failed,
    IReadOnlyList<LineDefect> Repeats,
    IReadOnlyList<LineDefect> Defects
);
