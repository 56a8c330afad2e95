namespace Platform.Engagement.Playbooks;

/// <summary>Names that were perhaps meant.</summary>
public static class NearNames
{
    /// <summary>Up to three, the nearest first: those that take the fewest changes of a letter, at most a third of the
    /// name.</summary>
    public static IReadOnlyList<string> Of(string name, IEnumerable<string> known) =>
        [
            .. known
                .Select(one => (Name: one, Distance: Distance(name.ToLowerInvariant(), one.ToLowerInvariant())))
                .Where(one =>
                    one.Distance <= Math.Max(2, name.Length / 3)
                    || (name.Length >= 4 && one.Name.Contains(name, StringComparison.OrdinalIgnoreCase))
                )
                .OrderBy(one => one.Distance)
                .ThenBy(one => one.Name, StringComparer.Ordinal)
                .Take(3)
                .Select(one => one.Name),
        ];

    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(above + 1, row[j - 1] + 1), diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[b.Length];
    }
}
