using System.Data.Common;
using System.Text.Json;

namespace Platform.Accounts.Portfolio;

/// <summary>Collects one column's values while rows are read, and writes them as a
/// <see cref="PortfolioColumn"/>.</summary>
internal sealed class ColumnValues(string name, ColumnKind kind, int ordinal)
{
    private static readonly int Epoch = new DateOnly(1970, 1, 1).DayNumber;

    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly List<string> _words = [];
    private readonly List<int> _codes = [];
    private readonly List<double> _numbers = [];

    public void Add(DbDataReader row)
    {
        if (kind == ColumnKind.Text)
            _codes.Add(row.IsDBNull(ordinal) ? -1 : PlaceOf(row.GetString(ordinal)));
        else if (row.IsDBNull(ordinal))
            _numbers.Add(double.NaN);
        else if (kind == ColumnKind.Number)
            _numbers.Add(row.GetDouble(ordinal));
        else
            _numbers.Add(row.GetFieldValue<DateOnly>(ordinal).DayNumber - Epoch);
    }

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject(name);
        if (kind == ColumnKind.Text)
            WriteText(json);
        else
            WriteNumbers(json);
        json.WriteEndObject();
    }

    private int PlaceOf(string word)
    {
        if (_places.TryGetValue(word, out var place))
            return place;
        _places[word] = _words.Count;
        _words.Add(word);
        return _words.Count - 1;
    }

    private void WriteText(Utf8JsonWriter json)
    {
        json.WriteStartArray("words");
        foreach (var word in _words)
            json.WriteStringValue(word);
        json.WriteEndArray();
        if (_words.Count == _codes.Count)
            return;
        json.WriteStartArray("codes");
        foreach (var code in _codes)
            json.WriteNumberValue(code);
        json.WriteEndArray();
    }

    private void WriteNumbers(Utf8JsonWriter json)
    {
        json.WriteStartArray(kind == ColumnKind.Date ? "days" : "numbers");
        foreach (var number in _numbers)
            if (double.IsNaN(number))
                json.WriteNullValue();
            else if (kind == ColumnKind.Date)
                json.WriteNumberValue((int)number);
            else
                json.WriteNumberValue(number);
        json.WriteEndArray();
    }
}
