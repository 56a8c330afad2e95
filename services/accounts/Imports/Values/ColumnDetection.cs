namespace Platform.Accounts.Imports.Values;

/// <summary>Looks at all values of one column and says how it spells dates, booleans or decimals. Wrong cells do not sway it: the spelling that most cells follow wins.</summary>
public sealed class ColumnDetection(string column, string type)
{
    // Of dates spread over a year two fifths read the same either way round; a second spelling that fits nearly as many cells cannot be ruled out.
    private const double NearlyAsMany = 0.9;

    private readonly int[] _matches = new int[CandidateCount(type)];
    private int _onlyCommaWithThreeDigits;

    public void Observe(string value)
    {
        if (value.Length == 0) return;
        switch (type)
        {
            case ColumnFinding.Date:
                for (var i = 0; i < _matches.Length; i++)
                {
                    if (DateFormat.Detectable[i].TryParseDate(value, out _)) _matches[i]++;
                }
                break;
            case ColumnFinding.Boolean:
                for (var i = 0; i < _matches.Length; i++)
                {
                    if (BooleanWords.Detectable[i].TryParse(value, out _)) _matches[i]++;
                }
                break;
            default:
                ObserveDecimal(value);
                break;
        }
    }

    public ColumnFinding Conclude()
    {
        if (type == ColumnFinding.Decimal) return ConcludeDecimal();
        var names = type == ColumnFinding.Date ? DateFormat.Detectable.Select(format => format.Name).ToArray() : [.. BooleanWords.Detectable.Select(words => words.Name)];
        var most = _matches.Max();
        if (most == 0) return new ColumnFinding(column, type, names[0], []);

        var best = Array.IndexOf(_matches, most);
        var rivals = Enumerable.Range(0, names.Length).Where(i => _matches[i] >= most * NearlyAsMany)
            .Select(i => names[i]).DistinctBy(Meaning).ToArray();
        // yes/no and sí/no share a word but never disagree about it.
        var undecided = type == ColumnFinding.Date && rivals.Length > 1;
        return new ColumnFinding(column, type, undecided ? null : names[best], undecided ? rivals : []);
    }

    // "May" is both the short and the long name of its month.
    private static string Meaning(string name) => name.Replace("MMMM", "MMM", StringComparison.Ordinal);

    private void ObserveDecimal(string value)
    {
        var point = NumberFormat.Point.TryParse(value, out _);
        var comma = NumberFormat.Comma.TryParse(value, out _);
        if (point && !comma) _matches[0]++;
        else if (comma && !point) _matches[1]++;
        else if (point && value.Contains(',', StringComparison.Ordinal)) _onlyCommaWithThreeDigits++;
    }

    private ColumnFinding ConcludeDecimal()
    {
        var (point, comma) = (NumberFormat.Point.Name, NumberFormat.Comma.Name);
        if (_matches[0] == 0 && _matches[1] == 0 && _onlyCommaWithThreeDigits > 0) return new ColumnFinding(column, type, null, [point, comma]);
        return new ColumnFinding(column, type, _matches[1] > _matches[0] ? comma : point, []);
    }

    private static int CandidateCount(string type) => type switch
    {
        ColumnFinding.Date => DateFormat.Detectable.Count,
        ColumnFinding.Boolean => BooleanWords.Detectable.Count,
        _ => 2,
    };
}
