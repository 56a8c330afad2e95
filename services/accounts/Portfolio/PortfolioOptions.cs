using System.ComponentModel.DataAnnotations;

namespace Platform.Accounts.Portfolio;

/// <summary>How likely an account is kept while neither a model nor a validation says so, section
/// <c>Portfolio</c>.</summary>
public sealed class PortfolioOptions
{
    [Range(0.0, 1.0)]
    public double KeepGreen { get; set; } = 0.95;

    /// <summary>Also of accounts with insufficient data.</summary>
    [Range(0.0, 1.0)]
    public double KeepYellow { get; set; } = 0.85;

    [Range(0.0, 1.0)]
    public double KeepRed { get; set; } = 0.60;
}
