using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace Platform.ServiceKit.Http;

/// <summary>
/// A name that means nothing is refused, not passed over: a misspelt filter would give the whole list, a misspelt field leave as it was what was to
/// change. Here the query's; a body's fields are told by <see cref="BodyErrors"/>. Addresses of customers' links are exempt: what sends them adds marks of its own.
/// </summary>
public static class UnknownNames
{
    private static readonly ConditionalWeakTable<Endpoint, HashSet<string>> Known = [];

    internal static Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var query = context.Request.Query;
        if (query.Count == 0 || context.GetEndpoint() is not { } endpoint || endpoint.Metadata.GetMetadata<MethodInfo>() is null || LinkPaths.Has(context.Request.Path)) return next(context);

        var known = Known.GetValue(endpoint, ParametersOf);
        var unknown = query.Keys.Where(name => !known.Contains(name)).ToDictionary(name => name, name => new[] { Refusal(name, known) }, StringComparer.Ordinal);
        return unknown.Count == 0 ? next(context) : throw Problem.Invalid(unknown).ToException();
    }

    /// <summary>What is wrong with a name, and which ones were perhaps meant.</summary>
    internal static string Refusal(string name, IEnumerable<string> known)
    {
        var near = Near(name, known);
        if (near.Count > 0) return $"is not known here; did you mean {string.Join(" or ", near)}?";
        var all = known.Order(StringComparer.Ordinal).ToList();
        return all.Count > 0 ? $"is not known here; known are {string.Join(", ", all)}" : "is not known here: leave it out";
    }

    /// <summary>Up to three of them that begin or end as the name does, or contain it.</summary>
    public static IReadOnlyList<string> Near(string name, IEnumerable<string> known) =>
        [.. known.Where(one => one.Contains(name, StringComparison.OrdinalIgnoreCase) || SharesAnEnd(one, name)).Order(StringComparer.Ordinal).Take(3)];

    private static bool SharesAnEnd(string known, string name) =>
        name.Length >= 3 && (known.StartsWith(name[..3], StringComparison.OrdinalIgnoreCase) || known.EndsWith(name[^3..], StringComparison.OrdinalIgnoreCase));

    private static HashSet<string> ParametersOf(Endpoint endpoint) => endpoint.Metadata.GetOrderedMetadata<IParameterBindingMetadata>()
        .SelectMany(parameter => parameter.ParameterInfo.ParameterType == typeof(PageRequest) ? PageRequest.Names
            : parameter.HasTryParse || parameter.ParameterInfo.ParameterType == typeof(string) || parameter.ParameterInfo.ParameterType.IsArray ? [JsonNamingPolicy.CamelCase.ConvertName(parameter.Name)] : [])
        .ToHashSet(StringComparer.OrdinalIgnoreCase);
}
