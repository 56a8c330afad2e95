namespace Platform.Engagement.Templates;

/// <summary>Something wrong, or doubtful, in a template.</summary>
/// <param name="Field">Where: <c>variants[0].text</c>.</param>
/// <param name="Line">From 1; 0 where it is the field as a whole.</param>
/// <param name="Column">From 1; 0 where it is the field as a whole.</param>
/// <param name="Message">What is wrong and what is expected.</param>
/// <param name="Near">Known names that were perhaps meant.</param>
public sealed record TemplateFinding(string Field, int Line, int Column, string Message, IReadOnlyList<string> Near);
