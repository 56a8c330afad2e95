using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Platform.ServiceDefaults;

namespace Platform.ServiceKit.Http;

/// <summary>
/// A name that means nothing is refused, not passed over: a misspelt filter would give the whole list, a misspelt field
/// leave as it was what was to change. Here the query's, with what no value may be (<see cref="RequestValues"/>); a
/// body's fields are told by <see cref="BodyErrors"/>. Addresses of customers' links are exempt: what sends them adds
/// marks of its own.
/// </summary>
public static class UnknownParameterMiddleware
{
    private static readonly ConditionalWeakTable<Endpoint, Dictionary<string, Type>> Known = [];

    internal static Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var query = context.Request.Query;
        if (
            query.Count == 0
            || context.GetEndpoint() is not { } endpoint
            || endpoint.Metadata.GetMetadata<MethodInfo>() is null
            || SecretPathRedactor.Has(context.Request.Path)
        )
            return next(context);

        var known = Known.GetValue(endpoint, ParametersOf);
        Dictionary<string, string[]>? errors = null;
        foreach (var (name, values) in query)
        {
            var fault = known.TryGetValue(name, out var type)
                ? values
                    .Select(value => RequestValues.FaultOf(value ?? "", type))
                    .FirstOrDefault(fault => fault is not null)
                : Refusal(name, known.Keys);
            if (fault is not null)
                (errors ??= new(StringComparer.Ordinal))[name] = [fault];
        }

        return errors is null ? next(context) : throw Problem.Invalid(errors).ToException();
    }

    /// <summary>What is wrong with a name, and which ones were perhaps meant.</summary>
    internal static string Refusal(string name, IEnumerable<string> known)
    {
        var near = Near(name, known);
        if (near.Count > 0)
            return $"is not known here; did you mean {string.Join(" or ", near)}?";
        var all = known.Order(StringComparer.Ordinal).ToList();
        return all.Count > 0
            ? $"is not known here; known are {string.Join(", ", all)}"
            : "is not known here: leave it out";
    }

    /// <summary>Up to three of them that begin or end as the name does, or contain it.</summary>
    public static IReadOnlyList<string> Near(string name, IEnumerable<string> known) =>
        [
            .. known
                .Where(one => one.Contains(name, StringComparison.OrdinalIgnoreCase) || SharesAnEnd(one, name))
                .Order(StringComparer.Ordinal)
                .Take(3),
        ];

    private static bool SharesAnEnd(string known, string name) =>
        name.Length >= 3
        && (
            known.StartsWith(name[..3], StringComparison.OrdinalIgnoreCase)
            || known.EndsWith(name[^3..], StringComparison.OrdinalIgnoreCase)
        );

    private static Dictionary<string, Type> ParametersOf(Endpoint endpoint)
    {
        var known = new Dictionary<string, Type>(StringComparer.OrdinalIgnoreCase);
        foreach (var parameter in endpoint.Metadata.GetOrderedMetadata<IParameterBindingMetadata>())
        {
            var type = parameter.ParameterInfo.ParameterType;
            type = Nullable.GetUnderlyingType(type) ?? (type.IsArray ? type.GetElementType()! : type);
            if (type == typeof(PageRequest))
                foreach (var name in PageRequest.Names)
                    known[name] = typeof(string);
            else if (parameter.HasTryParse || type == typeof(string) || parameter.ParameterInfo.ParameterType.IsArray)
                known[JsonNamingPolicy.CamelCase.ConvertName(parameter.Name)] = type;
        }

        return known;
    }
}
