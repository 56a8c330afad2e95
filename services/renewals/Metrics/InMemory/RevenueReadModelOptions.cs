using System.ComponentModel.DataAnnotations;

namespace Platform.Renewals.Metrics.InMemory;

/// <summary>Where the ledger is read from: the service's own database, on connections of its own.</summary>
public sealed class RevenueReadModelOptions
{
    [Required]
    public string ConnectionString { get; set; } = "";

    [Required]
    public string ApplicationName { get; set; } = "";
}
