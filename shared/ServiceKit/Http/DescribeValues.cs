using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;

namespace Platform.ServiceKit.Http;

/// <summary>Writes the values that a field allows into the document, which the generator leaves out: of a record they stand at its constructor's parameter.</summary>
internal static class DescribeValues
{
    public static void Add(OpenApiOptions options) => options.AddSchemaTransformer((schema, context, _) =>
    {
        if (context.JsonPropertyInfo is not { } property || schema.Enum is { Count: > 0 }) return Task.CompletedTask;
        var atParameter = property.DeclaringType.GetConstructors().SelectMany(constructor => constructor.GetParameters())
            .FirstOrDefault(parameter => string.Equals(parameter.Name, property.Name, StringComparison.OrdinalIgnoreCase))?.GetCustomAttributes(typeof(AllowedValuesAttribute), inherit: true) ?? [];
        var atProperty = property.AttributeProvider?.GetCustomAttributes(typeof(AllowedValuesAttribute), inherit: true) ?? [];
        if (atParameter.Concat(atProperty).Cast<AllowedValuesAttribute>().FirstOrDefault() is not { } allowed) return Task.CompletedTask;

        schema.Enum = [.. allowed.Values.OfType<string>().Select(value => (JsonNode)JsonValue.Create(value))];
        return Task.CompletedTask;
    });
}
