using Platform.Accounts.Attributes;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Segments;

/// <param name="Rule">In the rule language, for example <c>arr &gt;= 50_000 and health_band in ('red',
/// 'yellow')</c>.</param>
public sealed record SaveSegmentRequest(string Name, string Rule, string? Description = null)
{
    /// <summary>What is wrong with it; null when nothing is.</summary>
    internal Problem? Mistake(IReadOnlyList<AttributeDefinition> declared)
    {
        if (string.IsNullOrWhiteSpace(Name) || Name.Length > 100)
            return Problem.Invalid("name", "is required, at most 100 characters");
        // The property has the same name.
        return Rules.Rule.TryParse(Rule ?? "", SegmentAttributes.All(declared), out _, out var error)
            ? null
            : SegmentProblems.InvalidRule(error);
    }
}
