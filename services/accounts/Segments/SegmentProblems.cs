using Platform.Rules;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Segments;

internal static class SegmentProblems
{
    public static Problem NotFound(Guid id) => Problem.NotFound("segment", id);

    public static Problem NameTaken(string name) =>
        new(
            "segments/name-taken",
            StatusCodes.Status409Conflict,
            "The name is taken.",
            $"There is a segment '{name}' already."
        );

    /// <summary>400 with the place: <c>position</c> from 1 and <c>length</c>, in characters of the rule.</summary>
    public static Problem InvalidRule(RuleError error) =>
        Problem.Invalid("rule", $"at character {error.Position}: {error.Message}") with
        {
            Extensions = new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["position"] = error.Position,
                ["length"] = error.Length,
            },
        };
}
