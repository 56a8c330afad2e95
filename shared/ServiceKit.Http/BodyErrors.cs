using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Platform.ServiceKit.Http;

/// <summary>
/// The serializer stops at the first field of another type; a caller wants to know of all. So a body that cannot be
/// bound is read once more, field by field, and each that is wrong is named: of another type, missing, against a rule
/// of the field, or not known at all.
/// </summary>
internal static class BodyErrors
{
    /// <summary>Bodies above this are told by their first error.</summary>
    private const int Readable = 1 << 20;
    private const int MaxDepth = 8;
    private const int MaxErrors = 100;

    public static async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (BoundBody(context) is not { } type)
        {
            await next(context);
            return;
        }

        context.Request.EnableBuffering(bufferThreshold: Readable);
        try
        {
            await next(context);
        }
        catch (BadHttpRequestException exception)
            when (exception.InnerException is JsonException json
                && !BindingProblems.IsBroken(json)
                && !context.Response.HasStarted
            )
        {
            if (await ReadAgainAsync(context, type) is { } problem)
                throw problem.ToException();
            throw;
        }
    }

    private static async Task<Problem?> ReadAgainAsync(HttpContext context, Type type)
    {
        try
        {
            var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
            context.Request.Body.Position = 0;
            using var body = await JsonDocument.ParseAsync(
                context.Request.Body,
                cancellationToken: context.RequestAborted
            );
            Collect(
                body.RootElement,
                type,
                "",
                context.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions,
                errors,
                MaxDepth
            );
            return errors.Count > 0 ? Problem.Invalid(errors) : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Broken further on, or with half a character in a name: the first error has to do.
            return null;
        }
    }

    /// <summary>The type of the handler's parameter that a JSON body becomes; null where the handler reads the body
    /// itself.</summary>
    private static Type? BoundBody(HttpContext context)
    {
        if (
            HttpMethods.IsGet(context.Request.Method)
            || !context.Request.HasJsonContentType()
            || context.Request.ContentLength > Readable
        )
            return null;
        if (
            context.GetEndpoint() is not { } endpoint
            || endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType is not { } type
        )
            return null;
        return
            endpoint
                .Metadata.GetMetadata<MethodInfo>()
                ?.GetParameters()
                .Any(parameter => parameter.ParameterType == type) == true
            ? type
            : null;
    }

    private static void Collect(
        JsonElement element,
        Type type,
        string prefix,
        JsonSerializerOptions options,
        Dictionary<string, string[]> errors,
        int depth
    )
    {
        var known = options.GetTypeInfo(type);
        if (depth == 0 || errors.Count >= MaxErrors)
            return;
        if (
            known.Kind is JsonTypeInfoKind.Enumerable
            && element.ValueKind == JsonValueKind.Array
            && known.ElementType is { } of
        )
        {
            var index = 0;
            foreach (var item in element.EnumerateArray())
                Try(item, of, $"{prefix}[{index++}]", options, errors, depth);
        }

        if (known.Kind is not JsonTypeInfoKind.Object || element.ValueKind != JsonValueKind.Object)
            return;
        foreach (var property in known.Properties)
        {
            var path = PathOf(prefix, property.Name);
            if (Find(element, property.Name) is { } value)
                Try(value, property.PropertyType, path, options, errors, depth, Rules(type, property));
            else if (property.IsRequired || Rules(type, property).Any(rule => rule is RequiredAttribute))
                errors[path] = ["is required"];
        }

        var names = known.Properties.Select(property => property.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var member in element.EnumerateObject().Where(member => !names.Contains(member.Name)).Take(MaxErrors))
            errors[PathOf(prefix, member.Name)] = [UnknownParameterMiddleware.Refusal(member.Name, names)];
    }

    private static string PathOf(string prefix, string name) => prefix.Length == 0 ? name : $"{prefix}.{name}";

    private static void Try(
        JsonElement element,
        Type type,
        string path,
        JsonSerializerOptions options,
        Dictionary<string, string[]> errors,
        int depth,
        IEnumerable<ValidationAttribute>? rules = null
    )
    {
        if (errors.Count >= MaxErrors)
            return;
        try
        {
            var value = element.Deserialize(type, options);
            var broken = (rules ?? [])
                .Select(rule =>
                    rule.GetValidationResult(
                        value,
                        new ValidationContext(value ?? element) { DisplayName = path, MemberName = path }
                    )?.ErrorMessage
                )
                .OfType<string>()
                .ToArray();
            if (broken.Length > 0)
                errors[path] = [.. broken.Select(ProblemDetailsWriter.WithoutFieldName)];
        }
        catch (JsonException exception)
        {
            var before = errors.Count;
            Collect(element, Nullable.GetUnderlyingType(type) ?? type, path, options, errors, depth - 1);
            if (errors.Count == before)
                errors[path] = [Misspelt(element, type, options) ?? BindingProblems.Explain(exception)];
        }
    }

    /// <summary>
    /// A word that is none of an enumeration's: the word, and which were perhaps meant; null where it is another thing.
    /// </summary>
    private static string? Misspelt(JsonElement element, Type type, JsonSerializerOptions options)
    {
        var words = Nullable.GetUnderlyingType(type) ?? type;
        if (!words.IsEnum || element.ValueKind != JsonValueKind.String)
            return null;
        var known = Enum.GetValues(words)
            .Cast<object>()
            .Select(value => JsonSerializer.SerializeToElement(value, words, options))
            .Where(value => value.ValueKind == JsonValueKind.String)
            .Select(value => value.GetString()!)
            .ToList();
        return known.Count == 0
            ? null
            : $"'{element.GetString()}' {UnknownParameterMiddleware.Refusal(element.GetString()!, known)}";
    }

    private static JsonElement? Find(JsonElement element, string name)
    {
        foreach (var member in element.EnumerateObject())
            if (string.Equals(member.Name, name, StringComparison.OrdinalIgnoreCase))
                return member.Value;
        return null;
    }

    /// <summary>A record's rules stand at its constructor's parameters.</summary>
    private static IEnumerable<ValidationAttribute> Rules(Type type, JsonPropertyInfo property)
    {
        var own = property
            .AttributeProvider?.GetCustomAttributes(typeof(ValidationAttribute), inherit: true)
            .Cast<ValidationAttribute>()
            ?? [];
        var parameters = type.GetConstructors()
            .SelectMany(constructor => constructor.GetParameters())
            .Where(parameter => string.Equals(parameter.Name, property.Name, StringComparison.OrdinalIgnoreCase));
        return own.Concat(parameters.SelectMany(parameter => parameter.GetCustomAttributes<ValidationAttribute>()))
            .DistinctBy(rule => rule.GetType());
    }
}
