namespace Platform.Engagement.Templates;

/// <summary>One wording of a template and whom it is for. What is null fits everybody.</summary>
/// <param name="Subject">Liquid, one line.</param>
/// <param name="Text">Liquid; paragraphs are separated by an empty line.</param>
/// <param name="Html">Liquid in HTML; values are encoded. Null: made from the text.</param>
/// <param name="Locale"><c>en</c>, <c>de</c>, <c>de-AT</c>; null is English.</param>
/// <param name="Role">Only for people of this role, <c>champion</c>.</param>
/// <param name="Industry">Only for accounts of this industry.</param>
/// <param name="Stage">Only for accounts in this lifecycle stage.</param>
public sealed record TemplateVariant(
    string Subject,
    string Text,
    string? Html = null,
    string? Locale = null,
    string? Role = null,
    string? Industry = null,
    string? Stage = null
)
{
    private const string English = "en";

    /// <summary>Whether it is for everybody who reads English.</summary>
    internal bool IsForEverybody => Role is null && Industry is null && Stage is null && IsEnglish;

    internal bool IsEnglish => Locale is null || LanguageOf(Locale) == English;

    /// <summary>The wording for a person: in their locale, else in their language, else in English; among those the one
    /// that says most of whom it is for.</summary>
    internal static TemplateVariant Choose(
        IReadOnlyList<TemplateVariant> variants,
        string? locale,
        IReadOnlyCollection<string> roles,
        string? industry,
        string? stage
    ) =>
        variants
            .Where(variant =>
                (variant.Role is null || roles.Contains(variant.Role, StringComparer.OrdinalIgnoreCase))
                && (variant.Industry is null || Same(variant.Industry, industry))
                && (variant.Stage is null || Same(variant.Stage, stage))
                && variant.Nearness(locale) > 0
            )
            .OrderByDescending(variant => variant.Nearness(locale))
            .ThenByDescending(variant =>
                (variant.Role is null ? 0 : 4) + (variant.Stage is null ? 0 : 2) + (variant.Industry is null ? 0 : 1)
            )
            .FirstOrDefault()
        ?? variants.First(variant => variant.IsForEverybody);

    private int Nearness(string? locale) =>
        Same(Locale ?? English, locale ?? English) ? 3
        : LanguageOf(Locale ?? English) == LanguageOf(locale ?? English) ? 2
        : IsEnglish ? 1
        : 0;

    private static string LanguageOf(string locale) => locale.Split('-', '_')[0].ToLowerInvariant();

    private static bool Same(string one, string? other) =>
        string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
