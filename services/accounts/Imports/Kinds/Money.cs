using Platform.Files.Mapping;

namespace Platform.Accounts.Imports.Kinds;

/// <summary>The currency that amounts of a row are in. Rows without one are in the reporting currency, which renewals
/// knows: an empty code stands for it.</summary>
public static class Money
{
    public static string Currency(RowReader reader)
    {
        var code = reader.Text("currency").Value?.ToUpperInvariant();
        if (code is null)
            return "";
        if (code.Length != 3 || !code.All(char.IsAsciiLetterUpper))
            reader.Refuse("currency", "not-a-currency", "Must be a three-letter ISO 4217 code such as EUR.");
        return code;
    }
}
