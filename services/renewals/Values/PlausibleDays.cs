using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Platform.ServiceKit.Http;

namespace Platform.Renewals.Values;

/// <summary>
/// Refuses days that no business has: reckoning with the year 0001 or 9999 leaves the calendar, and such days are slips
/// or stand for "never", which is said by leaving them out.
/// </summary>
internal static class PlausibleDays
{
    public static readonly DateOnly First = new(1900, 1, 1);
    public static readonly DateOnly Last = new(2199, 12, 31);

    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Properties = new();

    public static string Explain(DateOnly day) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{day:yyyy-MM-dd} is not between {First:yyyy-MM-dd} and {Last:yyyy-MM-dd}; leave it out if it says none"
        );

    public static bool Holds(DateOnly day) => day >= First && day <= Last;

    /// <summary>Looks at every day of a request: in its path, its query and its body, however deep.</summary>
    public static TBuilder RequirePlausibleDays<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder =>
        builder.AddEndpointFilterFactory(
            (context, next) =>
            {
                var names = context.MethodInfo.GetParameters().Select(parameter => parameter.Name ?? "").ToArray();
                return call =>
                {
                    var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
                    for (var i = 0; i < call.Arguments.Count && i < names.Length; i++)
                        Look(call.Arguments[i], names[i], isBody: true, errors);
                    return errors.Count == 0
                        ? next(call)
                        : ValueTask.FromResult<object?>(Problem.Invalid(errors).ToResult());
                };
            }
        );

    private static void Look(object? value, string path, bool isBody, Dictionary<string, string[]> errors)
    {
        switch (value)
        {
            case DateOnly day when !Holds(day):
                errors[path] = [Explain(day)];
                break;
            case IEnumerable<object> list:
                foreach (var (item, i) in list.Select((item, i) => (item, i)))
                    Look(item, $"{path}[{i}]", isBody: false, errors);
                break;
            case not null when IsRequest(value.GetType()):
                foreach (var property in Properties.GetOrAdd(value.GetType(), type => type.GetProperties()))
                {
                    var name = JsonNamingPolicy.CamelCase.ConvertName(property.Name);
                    Look(property.GetValue(value), isBody ? name : $"{path}.{name}", isBody: false, errors);
                }

                break;
        }
    }

    private static bool IsRequest(Type type) =>
        type.Assembly == typeof(PlausibleDays).Assembly
        && (
            type.Name.EndsWith("Request", StringComparison.Ordinal)
            || type.Name.EndsWith("Query", StringComparison.Ordinal)
        );
}
