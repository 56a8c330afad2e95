using Platform.Renewals.Revenue;
using Platform.ServiceKit.Http;

namespace Platform.Renewals.Metrics;

/// <summary>The query parameter <c>by</c>.</summary>
internal static class GroupingParameter
{
    /// <exception cref="ProblemException">400: no such grouping.</exception>
    public static string Parse(string? by) =>
        string.IsNullOrEmpty(by)
            ? Grouping.None
            : Grouping.Find(by)
                ?? throw Problem.Invalid("by", $"'{by}' is none of {string.Join(", ", Grouping.Names)}").ToException();
}
