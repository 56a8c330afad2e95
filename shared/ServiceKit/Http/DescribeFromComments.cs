using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.OpenApi;

namespace Platform.ServiceKit.Http;

/// <summary>
/// Writes the comments of the code into the OpenAPI document: a slice's summary as the operation's description, a record's
/// <c>param</c> as the property's. The compiler puts them beside each assembly; where the file is missing, nothing is described.
/// </summary>
internal static partial class DescribeFromComments
{
    private static readonly ConcurrentDictionary<Assembly, IReadOnlyDictionary<string, string>> Known = new();

    public static void Add(OpenApiOptions options)
    {
        options.AddOperationTransformer((operation, context, _) =>
        {
            // Callers know their parameters in camelCase, in the query as in bodies; both spellings are read.
            foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>().Where(parameter => parameter.In == ParameterLocation.Query) ?? [])
                parameter.Name = parameter.Name is { } name ? JsonNamingPolicy.CamelCase.ConvertName(name) : null;

            var metadata = context.Description.ActionDescriptor.EndpointMetadata;
            // A file with several operations says in its summary what they have in common, which describes none of them.
            if (operation.Description is null && metadata.OfType<MethodInfo>().LastOrDefault()?.DeclaringType is { } slice && metadata.OfType<IEndpointNameMetadata>().LastOrDefault()?.EndpointName == slice.Name)
                operation.Description = Of(slice.Assembly, $"T:{slice.FullName}");
            return Task.CompletedTask;
        });
        options.AddSchemaTransformer((schema, context, _) =>
        {
            if (context.JsonPropertyInfo is { } property && schema.Description is null && IsWrittenInPlace(property.PropertyType)) schema.Description = Of(property);
            return Task.CompletedTask;
        });
    }

    /// <summary>Other types get a schema of their own, which properties share: what is said of one would be said of all.</summary>
    private static bool IsWrittenInPlace(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        if (plain == typeof(string) || plain == typeof(Guid) || plain == typeof(decimal) || plain == typeof(DateOnly) || plain == typeof(DateTimeOffset)) return true;
        return plain.IsPrimitive || typeof(IEnumerable).IsAssignableFrom(plain);
    }

    private static string? Of(JsonPropertyInfo property) =>
        property.AttributeProvider is PropertyInfo { DeclaringType: { } owner } member ? Of(owner.Assembly, $"P:{(owner.IsGenericType ? owner.GetGenericTypeDefinition() : owner).FullName?.Replace('+', '.')}.{member.Name}") : null;

    private static string? Of(Assembly assembly, string member) => Known.GetOrAdd(assembly, Read).GetValueOrDefault(member);

    private static IReadOnlyDictionary<string, string> Read(Assembly assembly)
    {
        var file = Path.ChangeExtension(assembly.Location, ".xml");
        if (!File.Exists(file)) return new Dictionary<string, string>(StringComparer.Ordinal);
        try
        {
            return XDocument.Load(file).Descendants("member")
                .Select(member => (Name: (string?)member.Attribute("name") ?? "", Text: member.Element("summary") is { } summary ? Plain(summary) : ""))
                .Where(member => member.Text.Length > 0)
                .GroupBy(member => member.Name, StringComparer.Ordinal)
                .ToDictionary(same => same.Key, same => same.First().Text, StringComparer.Ordinal);
        }
        catch (XmlException)
        {
            return new Dictionary<string, string>(StringComparer.Ordinal);
        }
    }

    /// <summary>As Markdown; the route, with which some summaries begin, stands above the description already.</summary>
    private static string Plain(XElement summary)
    {
        var text = string.Concat(summary.Nodes().Select(node => node switch
        {
            XText words => words.Value,
            XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
            XElement { Name.LocalName: "see" or "paramref" } reference => (((string?)reference.Attribute("cref") ?? (string?)reference.Attribute("name") ?? (string?)reference.Attribute("langword"))?.Split('.', ':')[^1]) ?? "",
            XElement other => other.Value,
            _ => "",
        }));
        text = Route().Replace(Spaces().Replace(text, " ").Trim(), "");
        return text.Length == 0 ? "" : char.ToUpperInvariant(text[0]) + text[1..];
    }

    [GeneratedRegex(@"\s+", RegexOptions.None, 1_000)]
    private static partial Regex Spaces();

    [GeneratedRegex(@"^`(GET|POST|PUT|PATCH|DELETE) [^`]*`[:.] ?", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Route();
}
