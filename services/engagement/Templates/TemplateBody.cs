namespace Platform.Engagement.Templates;

/// <summary>What a template consists of.</summary>
/// <param name="Variables">Its own variables.</param>
/// <param name="Fallbacks">What is written where a variable is not known, by its name.</param>
/// <param name="Variants">Its wordings; one of them is in English and for everybody.</param>
public sealed record TemplateBody(
    IReadOnlyList<DeclaredVariable> Variables,
    IReadOnlyDictionary<string, string> Fallbacks,
    IReadOnlyList<TemplateVariant> Variants
);
