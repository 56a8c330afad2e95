namespace Platform.Engagement.Steps;

/// <summary>Something wrong, or doubtful, in a step.</summary>
/// <param name="Field">The field inside the step: <c>template</c>, <c>until.when</c>.</param>
/// <param name="Message">What is wrong and what is expected there.</param>
/// <param name="Near">Known names that were perhaps meant.</param>
/// <param name="Position">Where in the field's text, from 1; 0 where it is the field as a whole.</param>
/// <param name="IsWarning">A warning does not keep the definition from being saved; going live then needs a
/// reason.</param>
public sealed record StepProblem(
    string Field,
    string Message,
    IReadOnlyList<string>? Near = null,
    int Position = 0,
    bool IsWarning = false
);
