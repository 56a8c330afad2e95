namespace Platform.Files.Values;

/// <summary>
/// Looks at all values of one column and says how it spells dates, booleans or decimals. Wrong cells do not sway it:
/// the spelling that most cells follow wins.
/// </summary>
/// <param name="type">One of <see cref="ColumnFinding"/>'s.</param>
/// <param name="whole">The column's numbers have no fraction: a reading that gives one is no reading.</param>
public sealed class ColumnDetection(string column, string type, bool whole = false)
{
    // Of dates spread over a year two fifths read the same either way round; a second spelling that fits nearly as many
    // cells cannot be ruled out.
    private const double NearlyAsMany = 0.9;

    private readonly int[] _matches = new int[CandidateCount(type)];
    private int _readBothWays;

    public void Observe(string value)
    {
        if (value.Length == 0)
            return;
        switch (type)
        {
            // What reads as ISO reads in no other way, and most files are ISO: the other spellings need not be tried.
            case ColumnFinding.Date when DateFormat.Iso.TryParse(value, TimeZoneInfo.Utc, out _):
                _matches[0]++;
                break;
            case ColumnFinding.Date:
                for (var i = 0; i < _matches.Length; i++)
                {
                    if (DateFormat.Detectable[i].TryParse(value, TimeZoneInfo.Utc, out _))
                        _matches[i]++;
                }
                break;
            case ColumnFinding.Boolean:
                for (var i = 0; i < _matches.Length; i++)
                {
                    if (BooleanWords.Detectable[i].TryParse(value, out _))
                        _matches[i]++;
                }
                break;
            default:
                ObserveDecimal(value);
                break;
        }
    }

    public ColumnFinding Conclude()
    {
        if (type == ColumnFinding.Decimal)
            return ConcludeDecimal();
        var names =
            type == ColumnFinding.Date
                ? DateFormat.Detectable.Select(format => format.Name).ToArray()
                : [.. BooleanWords.Detectable.Select(words => words.Name)];
        var most = _matches.Max();
        if (most == 0)
            return new ColumnFinding(column, type, names[0], []);

        var best = Array.IndexOf(_matches, most);
        var rivals = Enumerable
            .Range(0, names.Length)
            .Where(i => _matches[i] >= most * NearlyAsMany)
            .Select(i => names[i])
            .DistinctBy(Meaning)
            .ToArray();
        // yes/no and sí/no share a word but never disagree about it.
        var undecided = type == ColumnFinding.Date && rivals.Length > 1;
        return new ColumnFinding(column, type, undecided ? null : names[best], undecided ? rivals : []);
    }

    // "May" is both the short and the long name of its month.
    private static string Meaning(string name) => name.Replace("MMMM", "MMM", StringComparison.Ordinal);

    private void ObserveDecimal(string value)
    {
        var byPoint = Reads(NumberFormat.Point, value, out var one);
        var byComma = Reads(NumberFormat.Comma, value, out var other);
        if (byPoint && !byComma)
            _matches[0]++;
        else if (byComma && !byPoint)
            _matches[1]++;
        else if (byPoint && one != other)
            _readBothWays++;
    }

    private bool Reads(NumberFormat format, string value, out decimal number) =>
        format.TryParse(value, out number) && (!whole || number == decimal.Truncate(number));

    /// <summary>
    /// 1.500 and 1,500 are each fifteen hundred to one reader and one and a half to another, a thousand times apart: a
    /// column that has only such values asks, whichever mark it uses.
    /// </summary>
    private ColumnFinding ConcludeDecimal()
    {
        var (point, comma) = (NumberFormat.Point.Name, NumberFormat.Comma.Name);
        if (_matches[0] == 0 && _matches[1] == 0 && _readBothWays > 0)
            return new ColumnFinding(column, type, null, [point, comma]);
        return new ColumnFinding(column, type, _matches[1] > _matches[0] ? comma : point, []);
    }

    private static int CandidateCount(string type) =>
        type switch
        {
            ColumnFinding.Date => DateFormat.Detectable.Count,
            ColumnFinding.Boolean => BooleanWords.Detectable.Count,
            _ => 2,
        };
}
