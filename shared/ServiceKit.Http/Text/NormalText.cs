using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Platform.ServiceKit.Text;

/// <summary>
/// One spelling for one visible text: "é" as one character and "e" with a combining accent are the same to a reader and
/// two keys to a database. E-mail addresses, external ids and names are normalised where they come in and where they
/// are looked up (NFC, as RFC 6532 3.1 asks for).
/// </summary>
public static class NormalText
{
    [return: NotNullIfNotNull(nameof(text))]
    public static string? ToNfc(this string? text)
    {
        if (text is null)
            return null;
        try
        {
            return text.IsNormalized(NormalizationForm.FormC) ? text : text.Normalize(NormalizationForm.FormC);
        }
        catch (ArgumentException)
        {
            // Half of a surrogate pair has no normal form; whoever stores or compares the text refuses it.
            return text;
        }
    }
}
