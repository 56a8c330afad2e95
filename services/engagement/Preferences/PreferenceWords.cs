namespace Platform.Engagement.Preferences;

/// <summary>The page's words in the reader's language: English, or German.</summary>
public sealed record PreferenceWords(
    string Language,
    string Title,
    string Intro,
    string Topic,
    string Save,
    string None,
    string Saved,
    string NotFound,
    string NotFoundText,
    string Always,
    IReadOnlyDictionary<string, string> Names
)
{
    private static readonly PreferenceWords English = new(
        "en",
        "Your preferences",
        "Choose what you would like to get, and how.",
        "About",
        "Save",
        "Nothing of all this",
        "Saved. It holds from now on.",
        "Link not found or expired",
        "It is misspelt or was revoked. Please use the link of a more recent message.",
        "Replies to you and what you have to know, such as security notices, always reach you.",
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["onboarding"] = "Getting started",
            ["success"] = "Working with you",
            ["value"] = "What you have gained",
            ["product"] = "Product news",
            ["renewal"] = "Your contract",
            ["survey"] = "Surveys",
            ["event"] = "Events",
            ["newsletter"] = "Newsletter",
            ["email"] = "E-mail",
            ["in_app"] = "In the product",
            ["call"] = "Calls",
            ["sms"] = "Text messages",
        }
    );

    private static readonly PreferenceWords German = new(
        "de",
        "Ihre Einstellungen",
        "Wählen Sie, was Sie bekommen möchten und auf welchem Weg.",
        "Thema",
        "Speichern",
        "Nichts davon",
        "Gespeichert. Es gilt ab sofort.",
        "Link nicht gefunden oder abgelaufen",
        "Er ist unvollständig oder wurde widerrufen. Bitte nehmen Sie den Link aus einer neueren Nachricht.",
        "Antworten an Sie und was Sie wissen müssen, etwa Sicherheitshinweise, erreichen Sie immer.",
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["onboarding"] = "Erste Schritte",
            ["success"] = "Zusammenarbeit",
            ["value"] = "Was Sie gewonnen haben",
            ["product"] = "Neues im Produkt",
            ["renewal"] = "Ihr Vertrag",
            ["survey"] = "Umfragen",
            ["event"] = "Veranstaltungen",
            ["newsletter"] = "Rundbrief",
            ["email"] = "E-Mail",
            ["in_app"] = "Im Produkt",
            ["call"] = "Anrufe",
            ["sms"] = "SMS",
        }
    );

    /// <summary>By the person's locale, else by what the browser asks for.</summary>
    public static PreferenceWords For(string? locale, string? acceptLanguage) =>
        (locale ?? acceptLanguage ?? "").StartsWith("de", StringComparison.OrdinalIgnoreCase) ? German : English;

    public string NameOf(string word) => Names.TryGetValue(word, out var name) ? name : word;
}
