namespace Platform.Engagement.Templates;

/// <summary>A template of messages to customers.</summary>
/// <param name="Key">Its name in playbooks.</param>
/// <param name="Topic">What it is about; a person may refuse a topic.</param>
/// <param name="Warnings">What does not keep it from being used, such as a text without a value block.</param>
/// <param name="Variables">The names of the values that its texts use.</param>
/// <param name="Fallbacks">What stands in for a value that is missing, by the value's name.</param>
/// <param name="Variants">Its texts, each with whom it is for.</param>
/// <param name="ChangedAt">When it was changed last, UTC.</param>
/// <param name="ChangedBy">User id of who changed it last.</param>
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
