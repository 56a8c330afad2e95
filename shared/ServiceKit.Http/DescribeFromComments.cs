using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.OpenApi;

namespace Platform.ServiceKit.Http;

/// <summary>
/// Writes the comments of the code into the OpenAPI document: a handler's or slice's summary as the operation's
/// description, a handler's <c>param</c> as the parameter's, a record's <c>param</c> as the property's; where the code
/// says nothing, what the name means everywhere (<see cref="CommonWords"/>). The compiler puts the comments beside each
/// assembly; where the file is missing, only common words are there.
/// </summary>
internal static partial class DescribeFromComments
{
    private static readonly ConcurrentDictionary<Assembly, IReadOnlyDictionary<string, string>> Known = new();

    public static void Add(OpenApiOptions options)
    {
        options.AddOperationTransformer(
            (operation, context, _) =>
            {
                // Callers know their parameters in camelCase, in the query as in bodies; both spellings are read.
                foreach (
                    var parameter in operation
                        .Parameters?.OfType<OpenApiParameter>()
                        .Where(parameter => parameter.In == ParameterLocation.Query)
                        ?? []
                )
                    parameter.Name = parameter.Name is { } name ? JsonNamingPolicy.CamelCase.ConvertName(name) : null;

                var metadata = context.Description.ActionDescriptor.EndpointMetadata;
                var handler = metadata.OfType<MethodInfo>().LastOrDefault();
                operation.Description ??= Describe(
                    handler,
                    metadata.OfType<IEndpointNameMetadata>().LastOrDefault()?.EndpointName
                );
                foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>() ?? [])
                    parameter.Description ??= Describe(handler, parameter, $"/{context.Description.RelativePath}");
                return Task.CompletedTask;
            }
        );
        options.AddSchemaTransformer(
            (schema, context, _) =>
            {
                if (
                    context.JsonPropertyInfo is { } property
                    && schema.Description is null
                    && IsWrittenInPlace(property.PropertyType)
                )
                    schema.Description = Of(property);
                if (context.JsonTypeInfo.Kind == JsonTypeInfoKind.Object)
                    AddPropertyTexts(schema, context.JsonTypeInfo);
                return Task.CompletedTask;
            }
        );
    }

    /// <summary>The handler's own summary; the slice's where it is the slice's only operation: what several have in
    /// common describes none of them.</summary>
    private static string? Describe(MethodInfo? handler, string? operation)
    {
        if (handler?.DeclaringType is not { } slice)
            return null;
        return Of(slice.Assembly, $"M:{slice.FullName}.{handler.Name}")
            ?? (operation == slice.Name ? Of(slice.Assembly, $"T:{slice.FullName}") : null);
    }

    private static string? Describe(MethodInfo? handler, OpenApiParameter parameter, string path)
    {
        if (parameter.Name is not { } name)
            return null;
        if (
            handler?.DeclaringType is { } slice
            && Of(slice.Assembly, $"M:{slice.FullName}.{handler.Name} {name}") is { } own
        )
            return own;
        if (handler is not null && OfFilter(handler, name) is { } text)
            return text;
        return parameter.In == ParameterLocation.Path
            ? ParameterWords.OfPath(name, path)
            : ParameterWords.OfQuery(name);
    }

    /// <summary>The comment of a parameter that is a property of an <c>[AsParameters]</c> record.</summary>
    private static string? OfFilter(MethodInfo handler, string parameter) =>
        handler
            .GetParameters()
            .Where(argument => argument.IsDefined(typeof(AsParametersAttribute)))
            .SelectMany(argument => argument.ParameterType.GetProperties())
            .Where(property => string.Equals(property.Name, parameter, StringComparison.OrdinalIgnoreCase))
            .Select(property => Of(property.DeclaringType!.Assembly, $"P:{property.DeclaringType}.{property.Name}"))
            .FirstOrDefault(text => text is not null);

    private static void AddPropertyTexts(OpenApiSchema schema, JsonTypeInfo type)
    {
        var texts = new JsonObject();
        foreach (var property in type.Properties)
            if ((Of(property) ?? CommonWords.Of(property.Name)) is { } text)
                texts[property.Name] = text;
        if (texts.Count == 0)
            return;
        schema.Extensions ??= new Dictionary<string, IOpenApiExtension>(StringComparer.Ordinal);
        schema.Extensions[OwnDocument.PropertyTexts] = new JsonNodeExtension(texts);
    }

    /// <summary>Other types get a schema of their own, which properties share: what is said of one would be said of
    /// all.</summary>
    private static bool IsWrittenInPlace(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        if (
            plain == typeof(string)
            || plain == typeof(Guid)
            || plain == typeof(decimal)
            || plain == typeof(DateOnly)
            || plain == typeof(DateTimeOffset)
        )
            return true;
        return plain.IsPrimitive || typeof(IEnumerable).IsAssignableFrom(plain);
    }

    private static string? Of(JsonPropertyInfo property) =>
        property.AttributeProvider is PropertyInfo { DeclaringType: { } owner } member
            ? Of(owner.Assembly, $"P:{DocumentedName(owner)}.{member.Name}")
            : null;

    private static string? DocumentedName(Type type) =>
        (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName?.Replace('+', '.');

    private static string? Of(Assembly assembly, string member) =>
        Known.GetOrAdd(assembly, Read).GetValueOrDefault(member);

    private static IReadOnlyDictionary<string, string> Read(Assembly assembly)
    {
        var file = Path.ChangeExtension(assembly.Location, ".xml");
        if (!File.Exists(file))
            return new Dictionary<string, string>(StringComparer.Ordinal);
        try
        {
            return XDocument
                .Load(file)
                .Descendants("member")
                .SelectMany(Texts)
                .Where(member => member.Text.Length > 0)
                .GroupBy(member => member.Name, StringComparer.Ordinal)
                .ToDictionary(same => same.Key, same => same.First().Text, StringComparer.Ordinal);
        }
        catch (XmlException)
        {
            return new Dictionary<string, string>(StringComparer.Ordinal);
        }
    }

    /// <summary>A member's summary under its name, a method's without its parameters' types; what is said of a
    /// parameter under the method's name and its own.</summary>
    private static IEnumerable<(string Name, string Text)> Texts(XElement member)
    {
        var name = ((string?)member.Attribute("name") ?? "").Split('(')[0];
        if (member.Element("summary") is { } summary)
            yield return (name, Plain(summary));
        if (!name.StartsWith("M:", StringComparison.Ordinal))
            yield break;
        foreach (var parameter in member.Elements("param"))
            yield return ($"{name} {(string?)parameter.Attribute("name")}", Plain(parameter));
    }

    /// <summary>As Markdown; the route, with which some summaries begin, stands above the description
    /// already.</summary>
    private static string Plain(XElement summary)
    {
        var text = string.Concat(
            summary
                .Nodes()
                .Select(node =>
                    node switch
                    {
                        XText words => words.Value,
                        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
                        XElement { Name.LocalName: "see" or "paramref" } reference => (
                            (
                                (string?)reference.Attribute("cref")
                                ?? (string?)reference.Attribute("name")
                                ?? (string?)reference.Attribute("langword")
                            )?.Split('.', ':')[^1]
                        ) ?? "",
                        XElement other => other.Value,
                        _ => "",
                    }
                )
        );
        text = Route().Replace(Spaces().Replace(text, " ").Trim(), "");
        return text.Length == 0 ? "" : char.ToUpperInvariant(text[0]) + text[1..];
    }

    [GeneratedRegex(@"\s+", RegexOptions.None, 1_000)]
    private static partial Regex Spaces();

    [GeneratedRegex(@"^`(GET|POST|PUT|PATCH|DELETE) [^`]*`[:.] ?", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Route();
}
