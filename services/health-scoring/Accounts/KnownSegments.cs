using Platform.HealthScoring.Scoring;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.HealthScoring.Accounts;

/// <summary>The sizes by which scorecards are chosen and insights are asked for.</summary>
internal static class KnownSegments
{
    /// <summary>Null where there is such a segment, or none is asked for; else the refusal.</summary>
    public static async Task<Problem?> RefusalAsync(
        Database database,
        string field,
        string? segment,
        CancellationToken ct
    )
    {
        if (segment is null)
            return null;
        IEnumerable<string> known = DefaultScorecards.BySegment.Keys;
        if (known.Contains(segment, StringComparer.Ordinal))
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
        if (known.Contains(segment, StringComparer.Ordinal))
            return null;
        var near = UnknownParameterMiddleware.Near(segment, known);
        var meant =
            near.Count > 0
                ? $"did you mean {string.Join(" or ", near)}?"
                : $"there are {string.Join(", ", known.Order(StringComparer.Ordinal))}";
        return Problem.Invalid(field, $"'{segment}' is no segment here; {meant}");
    }
}
