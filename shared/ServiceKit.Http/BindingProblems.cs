using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Platform.ServiceKit.Http;

/// <summary>
/// A parameter or a body that ASP.NET Core cannot bind, as the problem that validation gives: by the field, without CLR
/// types. It stops at the first; the other parameters that are missing are added here, so that a caller learns of all
/// at once.
/// </summary>
internal static partial class BindingProblems
{
    /// <summary>Null where it is about something else: broken JSON, a wrong media type, a body too large.</summary>
    public static Problem? From(BadHttpRequestException exception, Endpoint? endpoint, HttpRequest? request)
    {
        if (exception.InnerException is JsonException json)
            return FromJson(json);
        if (Malformed().Match(exception.Message) is { Success: true } malformed)
            return Problem.Invalid(
                Spoken(malformed.Groups["name"].Value),
                $"'{malformed.Groups["value"].Value}' is not {Describe(malformed.Groups["type"].Value)}"
            );
        if (Missing().Match(exception.Message) is not { Success: true } missing)
            return null;
        if (missing.Groups["from"].Value.Contains("body", StringComparison.Ordinal))
            return Problem.Invalid("body", "is required: send JSON as the API's document describes it");

        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal)
        {
            [Spoken(missing.Groups["name"].Value)] = [$"is required: {Describe(missing.Groups["type"].Value)}"],
        };
        foreach (var parameter in endpoint?.Metadata.GetOrderedMetadata<IParameterBindingMetadata>() ?? [])
        {
            // The route's own values are gone from the request by now; a route that matched had them all.
            if (
                request is null
                || (endpoint as RouteEndpoint)?.RoutePattern.GetParameter(parameter.Name) is not null
                || !IsMissingFromQuery(parameter, request)
            )
                continue;
            var type = parameter.ParameterInfo.ParameterType;
            errors.TryAdd(
                Spoken(parameter.Name),
                [$"is required: {Describe((Nullable.GetUnderlyingType(type) ?? type).Name)}"]
            );
        }

        return Problem.Invalid(errors);
    }

    /// <summary>Callers know their parameters in camelCase, be they a handler's or a filter record's.</summary>
    private static string Spoken(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);

    private static bool IsMissingFromQuery(IParameterBindingMetadata parameter, HttpRequest request) =>
        !parameter.IsOptional
        && !parameter.HasBindAsync
        && (parameter.HasTryParse || parameter.ParameterInfo.ParameterType == typeof(string))
        && !parameter.ParameterInfo.IsDefined(typeof(FromHeaderAttribute), inherit: false)
        && !request.RouteValues.ContainsKey(parameter.Name)
        && !request.Query.ContainsKey(parameter.Name);

    /// <summary>Our converters say what a value should look like; the serializer's own text names CLR types, which are
    /// nobody's business outside.</summary>
    private static Problem? FromJson(JsonException json)
    {
        if (IsBroken(json))
            return null;

        var path =
            json.Path is { Length: > 2 } full && full.StartsWith("$.", StringComparison.Ordinal) ? full[2..] : "body";
        return Problem.Invalid(path, Explain(json));
    }

    /// <summary>Broken JSON has no field to blame.</summary>
    internal static bool IsBroken(JsonException json) =>
        json.InnerException is not null && json.InnerException.GetType().Name == "JsonReaderException";

    internal static string Explain(JsonException json)
    {
        if (json.Message.Contains("could not be mapped to any .NET member", StringComparison.Ordinal))
            return "is not known here: leave it out";
        var isOurs =
            !json.Message.Contains("could not be converted to", StringComparison.Ordinal)
            && !json.Message.Contains("System.", StringComparison.Ordinal)
            && !json.Message.Contains("Platform.", StringComparison.Ordinal);
        return isOurs
            ? json.Message
            : "has another type than the API's document says, or lacks a part that is required";
    }

    private static string Describe(string type) =>
        type.Replace("?", "", StringComparison.Ordinal)
            .Replace("Nullable<", "", StringComparison.Ordinal)
            .TrimEnd('>') switch
        {
            nameof(Guid) => "a UUID",
            nameof(DateOnly) => "a date such as 2026-01-31",
            nameof(DateTimeOffset) or nameof(DateTime) => "an instant such as 2026-01-31T12:00:00Z",
            "int" or "long" or nameof(Int32) or nameof(Int64) => "a whole number",
            "decimal" or "double" or nameof(Decimal) or nameof(Double) => "a number",
            "bool" or nameof(Boolean) => "true or false",
            "string" or nameof(String) => "a text",
            _ => "a value that the API's document names",
        };

    [GeneratedRegex(
        "^Required parameter \"(?<type>.+) (?<name>\\w+)\" was not provided from (?<from>.+)\\.$",
        RegexOptions.Singleline | RegexOptions.ExplicitCapture,
        1_000
    )]
    private static partial Regex Missing();

    [GeneratedRegex(
        "^Failed to bind parameter \"(?<type>.+) (?<name>\\w+)\" from \"(?<value>.*)\"\\.$",
        RegexOptions.Singleline | RegexOptions.ExplicitCapture,
        1_000
    )]
    private static partial Regex Malformed();
}
