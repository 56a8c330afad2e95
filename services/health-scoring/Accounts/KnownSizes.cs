using Platform.HealthScoring.Scoring;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.HealthScoring.Accounts;

/// <summary>The sizes by which scorecards are chosen and insights are asked for.</summary>
internal static class KnownSizes
{
    /// <summary>Null when the size exists or none is given; else the problem.</summary>
    public static async Task<Problem?> CheckAsync(Database database, string field, string? size, CancellationToken ct)
    {
        if (size is null)
            return null;
        IEnumerable<string> known = DefaultScorecards.BySegment.Keys;
        if (known.Contains(size, StringComparer.Ordinal))
            return null;
        known = known
            .Concat(
                await database.QueryAsync<string>(
                    "select distinct segment from account where segment is not null",
                    null,
                    ct
                )
            )
            .Distinct(StringComparer.Ordinal)
            .ToList();
        if (known.Contains(size, StringComparer.Ordinal))
            return null;
        var near = UnknownParameterMiddleware.Near(size, known);
        var meant =
            near.Count > 0
                ? $"did you mean {string.Join(" or ", near)}?"
                : $"there are {string.Join(", ", known.Order(StringComparer.Ordinal))}";
        return Problem.Invalid(field, $"'{size}' is no {field} here; {meant}");
    }
}
