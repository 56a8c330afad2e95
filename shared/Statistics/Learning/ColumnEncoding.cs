namespace Platform.Statistics.Learning;

/// <summary>
/// How one column becomes inputs of a model, as learned from the training rows alone. A numeric column is standardised,
/// a missing number counts as the mean and sets a flag of its own; a categorical column has one flag per level that is
/// frequent enough, centred; other levels share one.
/// </summary>
/// <param name="Levels">Null for a numeric column.</param>
/// <param name="Centres">Means of the flags over the training rows, so that an input of 0 is the average case and
/// contributions are against it.</param>
public sealed record ColumnEncoding(
    string Column,
    double Mean,
    double Spread,
    bool HasMissing,
    IReadOnlyList<string>? Levels,
    IReadOnlyList<double> Centres
)
{
    public int Width => Levels is null ? (HasMissing ? 2 : 1) : Levels.Count;
}
