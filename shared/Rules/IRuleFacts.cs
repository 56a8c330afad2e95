namespace Platform.Rules;

/// <summary>What is known of one account: string, decimal, bool, DateOnly, a list of strings, or null.</summary>
public interface IRuleFacts
{
    object? this[string attribute] { get; }
}
