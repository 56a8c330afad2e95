namespace Platform.Files.Values;

/// <summary>How many decimals a currency has by ISO 4217: what one unit of an amount in minor units (cents) is
/// worth.</summary>
public static class MinorUnits
{
    private static readonly HashSet<string> None = new(StringComparer.OrdinalIgnoreCase)
    {
        "BIF",
        "CLP",
        "DJF",
        "GNF",
        "ISK",
        "JPY",
        "KMF",
        "KRW",
        "PYG",
        "RWF",
        "UGX",
        "UYI",
        "VND",
        "VUV",
        "XAF",
        "XOF",
        "XPF",
    };

    private static readonly HashSet<string> Three = new(StringComparer.OrdinalIgnoreCase)
    {
        "BHD",
        "IQD",
        "JOD",
        "KWD",
        "LYD",
        "OMR",
        "TND",
    };

    private static readonly HashSet<string> Four = new(StringComparer.OrdinalIgnoreCase) { "CLF", "UYW" };

    public static int DecimalsOf(string currency) =>
        None.Contains(currency) ? 0
        : Three.Contains(currency) ? 3
        : Four.Contains(currency) ? 4
        : 2;

    public static decimal ToMajor(decimal minor, string currency) =>
        DecimalsOf(currency) switch
        {
            0 => minor,
            3 => minor / 1_000m,
            4 => minor / 10_000m,
            _ => minor / 100m,
        };
}
