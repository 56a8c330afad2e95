using System.Globalization;
using System.Text.Json;
using Fluid.Values;
using Platform.Engagement.Accounts;
using Platform.ServiceKit.Data;

namespace Platform.Engagement.Templates;

/// <summary>Reads templates, and writes messages by them.</summary>
public sealed class MessageTemplates(LiquidRenderer renderer)
{
    /// <summary>Whether there is such a template, its topic and the variables that it speaks of; null: there is
    /// none.</summary>
    public static async Task<(string Topic, IReadOnlySet<string> Variables)?> DescribeAsync(
        Database database,
        string key,
        CancellationToken ct
    ) =>
        await database.SingleOrDefaultAsync<TemplateRow>($"{TemplateRow.Select} where key = @key", new { key }, ct)
            is { } row
            ? (row.Topic, TemplateChecker.VariablesOf(row.ReadBody()))
            : null;

    public static Task<IReadOnlyList<string>> KeysAsync(Database database, CancellationToken ct) =>
        database.QueryAsync<string>("select key from message_template order by key", ct: ct);

    /// <summary>Writes the message of a template to a person.</summary>
    /// <param name="locale">The person's language; null: English.</param>
    /// <param name="own">Values of the variables that the template declares itself.</param>
    /// <returns>Null where there is no such template.</returns>
    /// <exception cref="MissingValueException">It writes a value that is not known.</exception>
    /// <exception cref="TemplateLimitException">It takes too long or writes too much.</exception>
    public async Task<RenderedMessage?> RenderAsync(
        UnitOfWork work,
        string key,
        AccountCopy account,
        ContactCopy contact,
        string? locale,
        IReadOnlyDictionary<string, JsonElement> own
    )
    {
        if (
            await work.SingleOrDefaultAsync<TemplateRow>($"{TemplateRow.Select} where key = @key", new { key })
            is not { } row
        )
            return null;
        return await RenderAsync(row.ReadBody(), account, contact, locale, own);
    }

    internal async Task<RenderedMessage> RenderAsync(
        TemplateBody body,
        AccountCopy account,
        ContactCopy contact,
        string? locale,
        IReadOnlyDictionary<string, JsonElement> own
    )
    {
        var variant = TemplateVariant.Choose(body.Variants, locale, contact.Roles, account.Industry, account.Lifecycle);
        var values = ValuesOf(body, account, contact, own);
        var subject = await renderer.RenderAsync(variant.Subject, values, encodesHtml: false);
        var text = await renderer.RenderAsync(variant.Text, values, encodesHtml: false);
        var html = variant.Html is { } source
            ? await renderer.RenderAsync(source, values, encodesHtml: true)
            : HtmlFromText.Convert(text);
        // A subject is one header line, whatever a value holds.
        return new RenderedMessage(OneLine(subject), text.Trim() + "\n", html);
    }

    private static Dictionary<string, FluidValue?> ValuesOf(
        TemplateBody body,
        AccountCopy account,
        ContactCopy contact,
        IReadOnlyDictionary<string, JsonElement> own
    )
    {
        var values = new Dictionary<string, FluidValue?>(StringComparer.Ordinal)
        {
            ["contact.name"] = Text(contact.Name),
            ["contact.first_name"] = Text(contact.Name.Trim().Split(' ')[0]),
            ["contact.title"] = Text(contact.Title),
            ["contact.email"] = Text(contact.Email),
            ["contact.function"] = Text(contact.Function),
            ["contact.roles"] = new ArrayValue([.. contact.Roles.Select(role => new StringValue(role))]),
            ["account.name"] = Text(account.Name),
            ["account.industry"] = Text(account.Industry),
            ["account.size"] = Text(account.Size),
            ["account.stage"] = Text(account.Lifecycle),
            ["account.customer_since"] = Day(account.CustomerSince),
            ["account.renewal_date"] = Day(account.RenewalDate),
            ["account.arr"] = Number(account.Arr),
            ["account.seats"] = Number(account.Seats),
            ["account.score"] = Number(account.Score),
            ["csm"] = Text(account.Owner("csm")),
            ["sender.name"] = Text(account.Owner("csm")),
            ["preferences_url"] = null,
        };
        foreach (var variable in body.Variables)
            values[variable.Name] = own.TryGetValue(variable.Name, out var given) ? Given(given) : null;
        if (own.TryGetValue("preferences_url", out var url))
            values["preferences_url"] = Given(url);
        foreach (var (name, fallback) in body.Fallbacks)
            if (values.TryGetValue(name, out var value) && value is null)
                values[name] = new StringValue(fallback);
        return values;
    }

    private static FluidValue? Given(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => Text(value.GetString()),
            JsonValueKind.Number => NumberValue.Create(value.GetDecimal()),
            JsonValueKind.True => BooleanValue.True,
            JsonValueKind.False => BooleanValue.False,
            JsonValueKind.Array => new ArrayValue([.. value.EnumerateArray().Select(Given).OfType<FluidValue>()]),
            _ => null,
        };

    private static StringValue? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : new StringValue(text);

    private static StringValue? Day(DateOnly? day) =>
        day is { } date ? new StringValue(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)) : null;

    private static NumberValue? Number(decimal? number) => number is { } value ? NumberValue.Create(value) : null;

    private static string OneLine(string subject) =>
        string.Join(' ', subject.Split(['\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries)).Trim();
}
