using System.Globalization;

namespace Platform.Engagement.InApp;

/// <summary>A message as the browser shows it.</summary>
/// <param name="Id">The message's id.</param>
/// <param name="Kind"><c>banner</c>, <c>modal</c>, <c>slideout</c>, <c>tooltip</c> or <c>checklist</c>.</param>
/// <param name="Interrupting">Whether it keeps the user from what they were doing.</param>
/// <param name="Variant">The variant that this user gets.</param>
/// <param name="Showing">Goes into reports about it: 2 when it comes again after a snooze.</param>
/// <param name="Trigger">What shows it.</param>
/// <param name="Anchor">The value of <c>data-rp</c> of its element.</param>
/// <param name="Title">What it is about.</param>
/// <param name="Body">What it says.</param>
/// <param name="Close">What the closing button is called.</param>
/// <param name="Done">What a screen reader says of a step that is done.</param>
/// <param name="Open">The same of one that is not.</param>
/// <param name="Buttons">At most three.</param>
/// <param name="Items">The steps of a checklist.</param>
public sealed record OfferedMessage(
    Guid Id,
    string Kind,
    bool Interrupting,
    string Variant,
    int Showing,
    MessageTrigger Trigger,
    string? Anchor,
    string Title,
    string Body,
    string Close,
    string Done,
    string Open,
    IReadOnlyList<MessageButton> Buttons,
    IReadOnlyList<OfferedItem> Items
)
{
    private static readonly Dictionary<string, (string Close, string Done, string Open)> Words = new(
        StringComparer.Ordinal
    )
    {
        ["en"] = ("Close", "Done", "To do"),
        ["de"] = ("Schließen", "Erledigt", "Offen"),
    };

    internal static OfferedMessage From(Verdict verdict, MessageVariant variant, string? locale)
    {
        var definition = verdict.Message.Definition;
        var (language, text) = TextFor(variant, locale);
        var words = Words.TryGetValue(language, out var own) ? own : Words[MessageRules.Fallback];
        return new OfferedMessage(
            verdict.Message.Id,
            definition.Kind,
            verdict.Message.IsInterrupting,
            variant.Key,
            verdict.Showing,
            definition.Trigger,
            definition.Anchor,
            text.Title,
            text.Body,
            words.Close,
            words.Done,
            words.Open,
            text.Buttons ?? [],
            [
                .. (text.Items ?? []).Select(item => new OfferedItem(
                    item.Key,
                    item.Label,
                    item.Url,
                    item.Feature,
                    verdict.Latest?.DoneItems.Contains(item.Key, StringComparer.Ordinal) == true
                )),
            ]
        );
    }

    /// <summary>The locale's own text, else its language's, else the fallback.</summary>
    private static (string Language, MessageText Text) TextFor(MessageVariant variant, string? locale)
    {
        var language = locale?.Split('-')[0].ToLower(CultureInfo.InvariantCulture) ?? MessageRules.Fallback;
        if (locale is not null && variant.Texts.TryGetValue(locale, out var exact))
            return (language, exact);
        return variant.Texts.TryGetValue(language, out var near)
            ? (language, near)
            : (MessageRules.Fallback, variant.Texts[MessageRules.Fallback]);
    }
}
