using System.Globalization;

namespace Platform.Benchmarks;

/// <summary>
/// Processor time of a process with all its descendants, those that ended and were waited for included, from /proc. On
/// a machine that others use too it says more than the clock: what an event costs does not depend on who else is at
/// work.
/// </summary>
internal static class ProcessorTime
{
    private const double TicksPerSecond = 100;

    public static IReadOnlyDictionary<string, double> Of(IReadOnlyDictionary<string, int[]> groups)
    {
        var all = Read();
        var children = all.ToLookup(p => p.Value.Parent, p => p.Key);
        double Seconds(int id) =>
            all.TryGetValue(id, out var process) ? process.Seconds + children[id].Sum(Seconds) : 0;
        return groups.ToDictionary(g => g.Key, g => g.Value.Sum(Seconds), StringComparer.Ordinal);
    }

    /// <summary>Without descendants: for the process that started all the others.</summary>
    public static double OfOne(int id) => Read().TryGetValue(id, out var process) ? process.Own : 0;

    /// <summary>Microseconds each in <paramref name="count"/> events, by group, and of all.</summary>
    public static string Each(
        IReadOnlyDictionary<string, double> before,
        IReadOnlyDictionary<string, double> after,
        double count
    ) =>
        string.Join(
            ", ",
            after
                .Select(a => (a.Key, Each: (a.Value - before[a.Key]) * 1e6 / count))
                .Append(
                    (
                        Key: "platform",
                        Each: after.Keys.Where(k => k != "client").Sum(k => after[k] - before[k]) * 1e6 / count
                    )
                )
                .Select(e => string.Create(CultureInfo.InvariantCulture, $"{e.Key} {e.Each:0.00}"))
        );

    private static Dictionary<int, (int Parent, double Seconds, double Own)> Read()
    {
        var processes = new Dictionary<int, (int, double, double)>();
        foreach (var directory in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(directory), CultureInfo.InvariantCulture, out var id))
                continue;
            try
            {
                // The name stands in brackets and may hold anything.
                var text = File.ReadAllText(Path.Combine(directory, "stat"));
                var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
                double Ticks(int from, int count) =>
                    fields.Skip(from).Take(count).Sum(f => long.Parse(f, CultureInfo.InvariantCulture))
                    / TicksPerSecond;
                processes[id] = (int.Parse(fields[1], CultureInfo.InvariantCulture), Ticks(11, 4), Ticks(11, 2));
            }
            catch (IOException)
            {
                // It has ended meanwhile.
            }
        }
        return processes;
    }
}
