namespace Platform.Files.Values;

/// <summary>The words that mean true and false in one column, compared without case.</summary>
public sealed record BooleanWords(string Name, IReadOnlyList<string> True, IReadOnlyList<string> False)
{
    public static readonly IReadOnlyList<BooleanWords> Detectable =
    [
        new("true/false", ["true"], ["false"]),
        new("yes/no", ["yes"], ["no"]),
        new("1/0", ["1"], ["0"]),
        new("y/n", ["y"], ["n"]),
        new("t/f", ["t"], ["f"]),
        new("on/off", ["on"], ["off"]),
        new("ja/nein", ["ja"], ["nein"]),
        new("oui/non", ["oui"], ["non"]),
        new("sí/no", ["sí", "si"], ["no"]),
    ];

    public bool TryParse(string text, out bool value)
    {
        value = True.Contains(text, StringComparer.OrdinalIgnoreCase);
        return value || False.Contains(text, StringComparer.OrdinalIgnoreCase);
    }
}
