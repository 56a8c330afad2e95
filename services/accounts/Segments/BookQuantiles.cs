namespace Platform.Accounts.Segments;

/// <summary>Where the book's value lies: the ARR from which an account is at its top, and its median; both 0 while no
/// book was looked at.</summary>
public sealed record BookQuantiles(decimal TopArr, decimal MidArr)
{
    /// <summary>Share of accounts with revenue that are below the top.</summary>
    public const double Top = 0.8;
    public const double Middle = 0.5;
}
