using System.Collections.Concurrent;
using System.Text;
using Platform.HealthScoring.Usage.Encoding;
using Platform.ServiceKit.Data;

namespace Platform.HealthScoring.Features;

/// <summary>Numbers of features by name. A name once numbered never changes its number, so what is known stays right
/// without asking again.</summary>
public sealed class FeatureCatalogue(Database database)
{
    private readonly ConcurrentDictionary<byte[], int> _numbers = new(Utf8Comparer.Instance);

    /// <summary>
    /// The number per name; registers names not seen before, in their own transaction: a feature without a description
    /// is neither core nor premium, and stays listed as undeclared.
    /// </summary>
    public async ValueTask<int[]> NumbersAsync(IReadOnlyList<byte[]> names, CancellationToken ct)
    {
        var numbers = new int[names.Count];
        List<int>? missing = null;
        for (var i = 0; i < names.Count; i++)
            if (_numbers.TryGetValue(names[i], out var number))
                numbers[i] = number;
            else
                (missing ??= []).Add(i);
        if (missing is null)
            return numbers;

        var unknown = missing
            .Select(i => Encoding.UTF8.GetString(names[i]))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ToArray();
        await database.ExecuteAsync(Register, new { Names = unknown }, ct);
        var rows = await database.QueryAsync<Row>(Find, new { Names = unknown }, ct);
        foreach (var row in rows)
            _numbers[Encoding.UTF8.GetBytes(row.Name)] = row.Number;
        foreach (var i in missing)
            numbers[i] = _numbers[names[i]];
        return numbers;
    }

    private sealed class Row
    {
        public int Number { get; init; }
        public string Name { get; init; } = "";
    }

    private const string Register =
        "insert into feature (name) select name from unnest(@Names) as name where not exists (select from "
        + "feature f where f.name = name.name) order by name on conflict do nothing";

    private const string Find = "select number, name from feature where name = any(@Names)";
}
