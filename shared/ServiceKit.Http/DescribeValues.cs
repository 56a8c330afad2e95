using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Platform.Contracts;

namespace Platform.ServiceKit.Http;

/// <summary>
/// Writes the values that a field allows into the document, and that it has to be there although its type could be
/// null: the generator leaves both out, since of a record they stand at its constructor's parameter. And the type of
/// what has a converter of ours (instants, dates, whole numbers), which hides it, and of JSON that is passed on as it
/// is: an object, or in a dictionary a text, a number or a truth value.
/// </summary>
internal static class DescribeValues
{
    public static void Add(OpenApiOptions options) =>
        options.AddSchemaTransformer(
            async (schema, context, ct) =>
            {
                schema.Type ??= TypeOf(context);
                if (context.JsonTypeInfo.Type.GetCustomAttribute<WrittenAsAttribute>() is { } written)
                {
                    var form = await context.GetOrCreateSchemaAsync(written.Type, parameterDescription: null, ct);
                    (schema.Type, schema.Items) = (form.Type, form.Items);
                }

                if (
                    context.JsonTypeInfo is { Kind: JsonTypeInfoKind.Dictionary } dictionary
                    && dictionary.ElementType == typeof(JsonElement)
                )
                {
                    schema.AdditionalProperties = new OpenApiSchema
                    {
                        OneOf =
                        [
                            .. new[] { JsonSchemaType.String, JsonSchemaType.Number, JsonSchemaType.Boolean }.Select(
                                type => new OpenApiSchema { Type = type }
                            ),
                        ],
                    };
                }

                if (context.JsonPropertyInfo is not { } property)
                    return;
                // Of a property that may be null the type within was described before, alone. Free JSON has one schema
                // for all properties, which say beside it that they may be null.
                if (
                    Nullable.GetUnderlyingType(property.PropertyType) is { } inner
                    && inner != typeof(JsonElement)
                    && schema.Type is { } within
                )
                    schema.Type = within | JsonSchemaType.Null;
                var attributes = AttributesOf(property);
                if (attributes.OfType<RequiredAttribute>().Any() && schema.Type is { } type)
                    schema.Type = type & ~JsonSchemaType.Null;
                if (
                    schema.Enum is not { Count: > 0 }
                    && attributes.OfType<AllowedValuesAttribute>().FirstOrDefault() is { } allowed
                )
                    schema.Enum =
                    [
                        .. allowed.Values.OfType<string>().Select(value => (JsonNode)JsonValue.Create(value)),
                    ];
            }
        );

    private static JsonSchemaType? TypeOf(OpenApiSchemaTransformerContext context)
    {
        var type = context.JsonTypeInfo.Type;
        var value = Nullable.GetUnderlyingType(type);
        JsonSchemaType? known = (value ?? type) switch
        {
            var t when t == typeof(DateTimeOffset) || t == typeof(DateOnly) => JsonSchemaType.String,
            var t when t == typeof(int) || t == typeof(long) => JsonSchemaType.Integer,
            var t when t == typeof(JsonElement) => JsonSchemaType.Object,
            _ => null,
        };
        // A parameter is there or is not.
        return value is not null && value != typeof(JsonElement) && context.ParameterDescription is null
            ? known | JsonSchemaType.Null
            : known;
    }

    private static List<object> AttributesOf(JsonPropertyInfo property)
    {
        var atParameter = property
            .DeclaringType.GetConstructors()
            .SelectMany(constructor => constructor.GetParameters())
            .FirstOrDefault(parameter =>
                string.Equals(parameter.Name, property.Name, StringComparison.OrdinalIgnoreCase)
            )
            ?.GetCustomAttributes(inherit: true)
            ?? [];
        return [.. atParameter, .. property.AttributeProvider?.GetCustomAttributes(inherit: true) ?? []];
    }
}
