namespace Platform.Engagement.Playbooks;

/// <summary>Something wrong, or doubtful, in a definition.</summary>
/// <param name="Path">Where: <c>definition.steps[2].until</c>.</param>
/// <param name="Message">What is wrong and what is expected there.</param>
/// <param name="Position">Character in the text at that path, from 1; 0 where it is the value as a whole.</param>
/// <param name="Near">Known names that were perhaps meant.</param>
/// <param name="IsWarning">A warning does not keep it from being saved.</param>
public sealed record DefinitionProblem(
    string Path,
    string Message,
    int Position = 0,
    IReadOnlyList<string>? Near = null,
    bool IsWarning = false
);
