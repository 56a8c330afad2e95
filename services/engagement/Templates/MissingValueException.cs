namespace Platform.Engagement.Templates;

/// <summary>A template writes something that is not known of this person.</summary>
public sealed class MissingValueException(string variable)
    : Exception($"{variable} is not known, and the template has no fallback for it.")
{
    public string Variable { get; } = variable;
}
