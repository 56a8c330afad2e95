using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using Dapper;

namespace Platform.ServiceKit.Data;

/// <summary>
/// Names of SQL parameters. Dapper and PostgreSQL take <c>@ask</c> and <c>@Ask</c> for one: of two values one is bound
/// to both and the other is lost without a word, so names that differ only by case are refused.
/// </summary>
public static class ParameterNames
{
    private static readonly ConcurrentDictionary<Type, string?> Known = new();

    /// <summary>Called with every parameter object of every statement; a type is looked at once.</summary>
    /// <exception cref="ArgumentException">Two of its names differ only by case.</exception>
    public static void Check(object? args)
    {
        if (args is null or DynamicParameters)
            return;
        if (Known.GetOrAdd(args.GetType(), Clash) is { } clash)
            throw new ArgumentException(clash, nameof(args));
    }

    /// <summary>
    /// Several objects as the parameters of one statement, for statements that are put together from parts.
    /// </summary>
    /// <exception cref="ArgumentException">A name stands in two of them, or differs only by case.</exception>
    public static object Together(params object?[] parts)
    {
        List<object> given = [.. parts.OfType<object>()];
        if (Repeated(given.SelectMany(part => NamesOf(part.GetType()))) is { } twice)
            throw new ArgumentException($"The parameters {twice} are one to the database; rename one.", nameof(parts));
        var together = new DynamicParameters();
        foreach (var part in given)
            together.AddDynamicParams(part);
        return together;
    }

    /// <summary>What is wrong with the anonymous objects of an assembly, which is what statements are given.</summary>
    public static IReadOnlyList<string> ClashesIn(Assembly assembly) =>
        [.. assembly.GetTypes().Where(IsAnonymous).Select(Clash).OfType<string>().Order(StringComparer.Ordinal)];

    private static bool IsAnonymous(Type type) =>
        type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false)
        && type.Name.Contains("AnonymousType", StringComparison.Ordinal);

    private static string? Clash(Type type) =>
        Repeated(NamesOf(type)) is { } twice ? $"The parameters {twice} are one to the database; rename one." : null;

    private static IEnumerable<string> NamesOf(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(property => property.Name);

    private static string? Repeated(IEnumerable<string> names) =>
        names.GroupBy(name => name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(same => same.Count() > 1)
            is { } twice
            ? string.Join(" and ", twice.Select(name => $"@{name}"))
            : null;
}
