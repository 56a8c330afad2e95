using Platform.Accounts.Imports.Values;

namespace Platform.Accounts.Imports.Mapping;

/// <summary>How the columns of one source's files become fields: what a saved mapping document says.</summary>
/// <param name="Kind">Kind of the rows: <c>accounts</c>, <c>contacts</c>, …</param>
/// <param name="Columns">Column of the file → the fields that it fills.</param>
/// <param name="Constants">Field → value, for what the file does not have (a currency).</param>
/// <param name="Ignored">Columns left out on purpose; others that are not mapped are reported.</param>
public sealed record ImportMapping(
    ImportKind Kind,
    IReadOnlyDictionary<string, IReadOnlyList<FieldTarget>> Columns,
    IReadOnlyDictionary<string, string> Constants,
    IReadOnlyList<string> Ignored,
    ValueSpelling Spelling,
    TimeZoneInfo Zone,
    string? Encoding,
    char? Delimiter);

/// <summary>One field filled from a column.</summary>
/// <param name="Values">Value map, compared without case (<c>Pro</c> → <c>mid_market</c>); null when values are taken as they are.</param>
/// <param name="Otherwise">What a value outside the map becomes; null makes it an error.</param>
/// <param name="LookUp">For references to accounts: <c>externalId</c> (default), <c>domain</c> or <c>name</c>.</param>
public sealed record FieldTarget(string Field, IReadOnlyDictionary<string, string>? Values, string? Otherwise, ValueSpelling Spelling, string LookUp);

/// <summary>Declared spellings; what is null is inherited from the mapping, or else detected.</summary>
public sealed record ValueSpelling(IReadOnlyList<DateFormat>? Dates, BooleanWords? Booleans, NumberFormat? Decimals)
{
    public static readonly ValueSpelling Undeclared = new(null, null, null);

    public ValueSpelling Or(ValueSpelling inherited) => new(Dates ?? inherited.Dates, Booleans ?? inherited.Booleans, Decimals ?? inherited.Decimals);
}
