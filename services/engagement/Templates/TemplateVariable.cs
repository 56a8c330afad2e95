namespace Platform.Engagement.Templates;

/// <summary>Something that a template may speak of.</summary>
/// <param name="Name">With dots: <c>contact.first_name</c>.</param>
/// <param name="Type"><c>text</c>, <c>number</c>, <c>date</c>, <c>list</c> or <c>boolean</c>.</param>
/// <param name="Description">What it is.</param>
public sealed record TemplateVariable(string Name, string Type, string Description);
