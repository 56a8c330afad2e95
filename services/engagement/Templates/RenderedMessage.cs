namespace Platform.Engagement.Templates;

/// <summary>A message as a person gets it.</summary>
/// <param name="Subject">One line.</param>
/// <param name="Text">For readers without HTML.</param>
/// <param name="Html">The same in HTML.</param>
public sealed record RenderedMessage(string Subject, string Text, string Html);
