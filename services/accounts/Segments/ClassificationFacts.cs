namespace Platform.Accounts.Segments;

/// <summary>What the built-in segments are decided by, beside the account itself.</summary>
/// <param name="Arr">Reporting currency.</param>
/// <param name="Override">A person's word, already checked to be in force.</param>
public sealed record ClassificationFacts(decimal Arr, string? Band, DateOnly? RenewalDate, string? Override)
{
    public static readonly ClassificationFacts None = new(0, null, null, null);
}
