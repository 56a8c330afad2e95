namespace Platform.Engagement.Templates;

/// <summary>A variable that a template declares: a step gives its value.</summary>
/// <param name="Name">Lower case with dots and underscores: <c>proof.line</c>.</param>
/// <param name="Type"><c>text</c>, <c>number</c>, <c>date</c>, <c>list</c> or <c>boolean</c>.</param>
public sealed record DeclaredVariable(string Name, string Type);
