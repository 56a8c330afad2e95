namespace Platform.Files.Mapping;

/// <summary>A field made of several columns; blank ones are passed over.</summary>
/// <param name="With">What stands between them.</param>
/// <param name="TakesFirst">Only the first that is not blank counts.</param>
public sealed record JoinedColumns(IReadOnlyList<string> Columns, string With, bool TakesFirst, FieldTarget Target);
