using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Platform.ServiceKit.Http;

/// <summary>
/// Writes the values that a field allows into the document, and that it has to be there although its type could be null: the generator leaves both out, since of
/// a record they stand at its constructor's parameter.
/// </summary>
internal static class DescribeValues
{
    public static void Add(OpenApiOptions options) => options.AddSchemaTransformer((schema, context, _) =>
    {
        if (context.JsonPropertyInfo is not { } property) return Task.CompletedTask;
        var attributes = AttributesOf(property);
        if (attributes.OfType<RequiredAttribute>().Any() && schema.Type is { } type) schema.Type = type & ~JsonSchemaType.Null;
        if (schema.Enum is not { Count: > 0 } && attributes.OfType<AllowedValuesAttribute>().FirstOrDefault() is { } allowed)
            schema.Enum = [.. allowed.Values.OfType<string>().Select(value => (JsonNode)JsonValue.Create(value))];
        return Task.CompletedTask;
    });

    private static List<object> AttributesOf(JsonPropertyInfo property)
    {
        var atParameter = property.DeclaringType.GetConstructors().SelectMany(constructor => constructor.GetParameters())
            .FirstOrDefault(parameter => string.Equals(parameter.Name, property.Name, StringComparison.OrdinalIgnoreCase))?.GetCustomAttributes(inherit: true) ?? [];
        return [.. atParameter, .. property.AttributeProvider?.GetCustomAttributes(inherit: true) ?? []];
    }
}
