namespace Platform.Accounts.Erasure;

/// <summary>Which services have to answer before a person counts as erased, section <c>Erasure</c>.</summary>
public sealed class ErasureOptions
{
    private static readonly string[] All =
    [
        "accounts",
        "success-plans",
        "health-scoring",
        "renewals",
        "feedback",
        "engagement",
        "gateway",
    ];

    /// <summary>Names of services; empty: all of the platform.</summary>
    public string[] Services { get; set; } = [];

    /// <summary>The services that are waited for.</summary>
    public IReadOnlyList<string> Expected => Services.Length > 0 ? Services : All;
}
