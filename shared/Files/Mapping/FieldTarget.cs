namespace Platform.Files.Mapping;

/// <summary>One field filled from a column.</summary>
/// <param name="Field">The field's name.</param>
public sealed record FieldTarget(string Field)
{
    /// <summary>Value map, compared without case (<c>Pro</c> → <c>mid_market</c>); null when values are taken as they
    /// are.</summary>
    public IReadOnlyDictionary<string, string>? Values { get; init; }

    /// <summary>What a value outside the map becomes; null makes it an error.</summary>
    public string? Otherwise { get; init; }

    public ValueSpelling Spelling { get; init; } = ValueSpelling.Undeclared;

    /// <summary>What a reference names things by; null: the field's usual way.</summary>
    public string? LookUp { get; init; }

    /// <summary>The amount is in the currency's smallest unit: cents.</summary>
    public bool InMinorUnits { get; init; }

    /// <summary>A column whose whole number multiplies the value (a quantity, a count of intervals); blank counts as
    /// one.</summary>
    public string? Times { get; init; }

    /// <summary>In which rows the column gives the field (a date of change is one of solution where the status says
    /// solved).</summary>
    public RowFilter When { get; init; } = RowFilter.All;
}
