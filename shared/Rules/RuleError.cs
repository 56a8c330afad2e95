namespace Platform.Rules;

/// <summary>Why a rule was not understood.</summary>
/// <param name="Position">Where in the text, from 1, counted in characters.</param>
/// <param name="Length">How many characters are meant; at least 1.</param>
/// <param name="Message">What was wrong and what is expected there.</param>
public sealed record RuleError(int Position, int Length, string Message);

internal sealed class RuleErrorException(RuleError error) : Exception(error.Message)
{
    public RuleError Error { get; } = error;
}
