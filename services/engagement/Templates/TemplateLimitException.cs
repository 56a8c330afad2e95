namespace Platform.Engagement.Templates;

/// <summary>A template took too long or wrote too much.</summary>
public sealed class TemplateLimitException(string message) : Exception(message);
