namespace Platform.HealthScoring.Insights;

/// <summary>Checks query values against the words that they may be, all at once.</summary>
internal sealed class Choices
{
    public Dictionary<string, string[]> Errors { get; } = new(StringComparer.Ordinal);

    public Choices Check(string field, string value, params string[] allowed)
    {
        if (!allowed.Contains(value, StringComparer.Ordinal))
            Errors[field] = [$"'{value}' is none of {string.Join(", ", allowed)}"];
        return this;
    }
}
