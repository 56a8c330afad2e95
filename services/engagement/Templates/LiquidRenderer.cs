using System.Diagnostics.CodeAnalysis;
using System.Text.Encodings.Web;
using Fluid;
using Fluid.Values;
using Microsoft.Extensions.Options;

namespace Platform.Engagement.Templates;

/// <summary>Liquid in a sandbox: it reads the values that it is given and nothing else, for a bounded time and
/// length.</summary>
public sealed class LiquidRenderer(IOptions<TemplateLimits> limits)
{
    /// <summary>The block that holds what the reader gains: <c>{% value %}…{% endvalue %}</c>.</summary>
    public const string ValueBlock = "value";

    // Another process may take the processor away for longer than the template has; only one that is always too slow
    // is.
    private const int Attempts = 8;

    private static readonly FluidParser Parser = CreateParser();

    private readonly TemplateOptions _options = OptionsFor(limits.Value);

    public static bool TryParse(
        string source,
        [NotNullWhen(true)] out IFluidTemplate? template,
        [NotNullWhen(false)] out string? error
    )
    {
        if (Parser.TryParse(source, out template, out var problem))
        {
            error = null;
            return true;
        }
        error = problem ?? "is not Liquid";
        return false;
    }

    /// <summary>Writes a text.</summary>
    /// <param name="source">Liquid that was checked when it was saved.</param>
    /// <param name="values">By dotted name; null where it is not known.</param>
    /// <param name="encodesHtml">Values become text in HTML, whatever they hold.</param>
    /// <exception cref="MissingValueException">It writes a value that is not known.</exception>
    /// <exception cref="TemplateLimitException">It takes too long or writes too much.</exception>
    public async Task<string> RenderAsync(
        string source,
        IReadOnlyDictionary<string, FluidValue?> values,
        bool encodesHtml
    )
    {
        if (!TryParse(source, out var template, out var error))
            throw new TemplateLimitException(error);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await RenderOnceAsync(template, values, encodesHtml);
            }
            catch (TemplateLimitException) when (attempt < Attempts)
            {
                // See Attempts.
            }
        }
    }

    private async Task<string> RenderOnceAsync(
        IFluidTemplate template,
        IReadOnlyDictionary<string, FluidValue?> values,
        bool encodesHtml
    )
    {
        var context = new TemplateContext(_options);
        foreach (var (name, value) in Nest(values))
            context.SetValue(name, value);
        await using var writer = new BoundedWriter(
            limits.Value.MostCharacters,
            TimeSpan.FromMilliseconds(limits.Value.MostMilliseconds)
        );
        try
        {
            await template.RenderAsync(writer, encodesHtml ? HtmlEncoder.Default : NullEncoder.Default, context);
        }
        catch (InvalidOperationException exception)
        {
            // The steps are used up.
            throw new TemplateLimitException($"The template does not end: {exception.Message}");
        }
        writer.CheckTime();
        return writer.ToString();
    }

    /// <summary><c>contact.name</c> is the member name of contact.</summary>
    private static IEnumerable<(string Name, FluidValue Value)> Nest(IReadOnlyDictionary<string, FluidValue?> values)
    {
        foreach (var group in values.GroupBy(value => value.Key.Split('.', 2)[0], StringComparer.Ordinal))
        {
            var members = group.Where(value => value.Key.Contains('.', StringComparison.Ordinal)).ToList();
            if (members.Count == 0)
                yield return (group.Key, group.First().Value ?? new MissingValue(group.Key));
            else
                yield return (
                    group.Key,
                    new DictionaryValue(
                        new FluidValueDictionaryFluidIndexable(
                            members.ToDictionary(
                                member => member.Key.Split('.', 2)[1],
                                member => member.Value ?? new MissingValue(member.Key),
                                StringComparer.Ordinal
                            )
                        )
                    )
                );
        }
    }

    private static TemplateOptions OptionsFor(TemplateLimits limits)
    {
        var options = new TemplateOptions { MaxSteps = limits.MostSteps, MaxRecursion = 20 };
        // Fluid's own takes a value that is not known for a value.
        options.Filters.AddFilter("default", static (input, arguments, _) =>
            input is MissingValue
            || input.IsNil()
            || input == BooleanValue.False
            || (input is StringValue && input.ToStringValue().Length == 0)
                ? arguments.At(0)
                : input
        );
        return options;
    }

    private static FluidParser CreateParser()
    {
        var parser = new FluidParser(new FluidParserOptions { AllowFunctions = false });
        parser.RegisterEmptyBlock(ValueBlock, static (statements, writer, encoder, context) =>
            statements.RenderStatementsAsync(writer, encoder, context)
        );
        return parser;
    }
}
