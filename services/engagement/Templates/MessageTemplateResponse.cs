namespace Platform.Engagement.Templates;

/// <summary>A template of messages to customers.</summary>
/// <param name="Key">Its name in playbooks.</param>
/// <param name="Topic">What it is about; a person may refuse a topic.</param>
/// <param name="Warnings">What does not keep it from being used, such as a text without a value block.</param>
public sealed record MessageTemplateResponse(
    string Key,
    string Name,
    string Topic,
    IReadOnlyList<DeclaredVariable> Variables,
    IReadOnlyDictionary<string, string> Fallbacks,
    IReadOnlyList<TemplateVariant> Variants,
    IReadOnlyList<TemplateFinding> Warnings,
    int Version,
    DateTimeOffset ChangedAt,
    string ChangedBy
);
