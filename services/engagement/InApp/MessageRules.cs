using System.Text.RegularExpressions;

namespace Platform.Engagement.InApp;

/// <summary>What a definition has to hold to, beyond the size of its fields.</summary>
internal static partial class MessageRules
{
    private const int MostVariants = 10;
    private const int MostButtons = 3;
    private const int MostItems = 12;
    public const string Fallback = "en";

    private static readonly string[] Triggers = ["page", "event", "element", "idle"];
    private static readonly string[] Actions = ["link", "complete", "dismiss", "snooze"];

    /// <summary>Every failing field at once; the audience's rule is checked where it is compiled.</summary>
    public static Dictionary<string, string[]> ErrorsOf(MessageDefinition definition)
    {
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        void Require(bool holds, string field, string error)
        {
            if (!holds)
                errors.TryAdd(field, [error]);
        }

        void OneOf(string value, IReadOnlyList<string> known, string field) =>
            Require(known.Contains(value), field, $"'{value}' is none of: {string.Join(", ", known)}");

        OneOf(definition.Kind, MessageKinds.All, "definition.kind");
        OneOf(definition.Frequency, ["once", "until_done"], "definition.frequency");
        OneOf(definition.Trigger.On, Triggers, "definition.trigger.on");
        var (on, anchor) = (definition.Trigger.On, definition.Anchor);
        Require(on != "event" || Has(definition.Trigger.Event), "definition.trigger.event", "is missing");
        Require(on != "element" || Has(definition.Trigger.Element), "definition.trigger.element", "is missing");
        Require(on != "idle" || definition.Trigger.Seconds is not null, "definition.trigger.seconds", "is missing");
        Require(
            definition.Kind != MessageKinds.Tooltip || Has(anchor),
            "definition.anchor",
            "is missing: a tooltip stands beside an element"
        );
        Require(
            anchor is null || Anchor().IsMatch(anchor),
            "definition.anchor",
            $"'{anchor}' is not 1–100 of a–z, A–Z, 0–9, -, _ and ."
        );
        Require(
            definition.StartsAt is not { } start || definition.EndsAt is not { } end || start < end,
            "definition.endsAt",
            "is not after startsAt"
        );
        Require(
            definition.Variants.Count is >= 1 and <= MostVariants,
            "definition.variants",
            $"has {definition.Variants.Count} entries; 1 to {MostVariants} are possible"
        );
        Require(
            definition.Variants.Select(variant => variant.Key).Distinct(StringComparer.Ordinal).Count()
                == definition.Variants.Count,
            "definition.variants",
            "names a key twice"
        );
        foreach (var (index, variant) in definition.Variants.Index())
        {
            var at = $"definition.variants[{index}].texts";
            Require(variant.Texts.ContainsKey(Fallback), at, "has no 'en', which serves everybody else");
            foreach (var (locale, text) in variant.Texts)
                CheckText(definition.Kind, text, $"{at}.{locale}", Require);
        }

        return errors;
    }

    private static void CheckText(string kind, MessageText text, string at, Action<bool, string, string> require)
    {
        var (buttons, items) = (text.Buttons ?? [], text.Items ?? []);
        require(buttons.Count <= MostButtons, $"{at}.buttons", $"has more than {MostButtons} entries");
        require(items.Count <= MostItems, $"{at}.items", $"has more than {MostItems} entries");
        require(
            kind == MessageKinds.Checklist ? items.Count > 0 : items.Count == 0,
            $"{at}.items",
            "is for a checklist, which needs some"
        );
        require(
            items.Select(item => item.Key).Distinct(StringComparer.Ordinal).Count() == items.Count,
            $"{at}.items",
            "names a key twice"
        );
        foreach (var (index, button) in buttons.Index())
        {
            require(
                Actions.Contains(button.Action, StringComparer.Ordinal),
                $"{at}.buttons[{index}].action",
                $"'{button.Action}' is none of: {string.Join(", ", Actions)}"
            );
            require(
                button.Action == "link" ? IsAddress(button.Url) : button.Url is null,
                $"{at}.buttons[{index}].url",
                "is for a link: an http or https address, or a path that begins with one /"
            );
        }

        foreach (var (index, item) in items.Index())
            require(
                item.Url is null || IsAddress(item.Url),
                $"{at}.items[{index}].url",
                "is neither an http or https address nor a path that begins with one /"
            );
    }

    /// <summary>Nothing that a browser would run: <c>javascript:</c> and its like are no addresses.</summary>
    internal static bool IsAddress(string? url) =>
        url is not null
        && (
            (url.StartsWith('/') && !url.StartsWith("//", StringComparison.Ordinal) && !url.Contains('\\'))
            || (
                Uri.TryCreate(url, UriKind.Absolute, out var address)
                && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
            )
        );

    private static bool Has(string? text) => !string.IsNullOrWhiteSpace(text);

    [GeneratedRegex(@"^[A-Za-z0-9._-]{1,100}$", RegexOptions.None, 1_000)]
    private static partial Regex Anchor();
}
