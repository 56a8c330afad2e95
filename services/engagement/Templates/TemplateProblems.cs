using Platform.ServiceKit.Http;

namespace Platform.Engagement.Templates;

public static class TemplateProblems
{
    /// <summary>400: each finding with its line, column and the names that were perhaps meant.</summary>
    public static Problem NotValid(IReadOnlyList<TemplateFinding> findings) =>
        new(
            "message-templates/not-valid",
            StatusCodes.Status400BadRequest,
            "The template is not valid.",
            "See errors and findings: each with its line and column."
        )
        {
            Errors = findings
                .GroupBy(finding => finding.Field, StringComparer.Ordinal)
                .ToDictionary(group => group.Key, group => group.Select(Spell).ToArray(), StringComparer.Ordinal),
            Extensions = new Dictionary<string, object?>(StringComparer.Ordinal) { ["findings"] = findings },
        };

    private static string Spell(TemplateFinding finding) =>
        finding.Line == 0 ? finding.Message : $"line {finding.Line}, column {finding.Column}: {finding.Message}";
}
