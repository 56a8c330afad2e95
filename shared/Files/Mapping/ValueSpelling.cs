using Platform.Files.Values;

namespace Platform.Files.Mapping;

/// <summary>Declared spellings; what is null is inherited from the mapping, or else detected.</summary>
/// <param name="Empty">Words that stand for an empty cell, such as <c>NULL</c>.</param>
public sealed record ValueSpelling(
    IReadOnlyList<DateFormat>? Dates,
    BooleanWords? Booleans,
    NumberFormat? Decimals,
    IReadOnlyList<string>? Empty = null
)
{
    public static readonly ValueSpelling Undeclared = new(null, null, null);

    public ValueSpelling Or(ValueSpelling inherited) =>
        new(
            Dates ?? inherited.Dates,
            Booleans ?? inherited.Booleans,
            Decimals ?? inherited.Decimals,
            Empty ?? inherited.Empty
        );

    /// <summary>An empty text where the cell holds a word for it.</summary>
    public string WithoutWordsForEmpty(string cell) =>
        Empty is not null && Empty.Contains(cell, StringComparer.OrdinalIgnoreCase) ? "" : cell;
}
