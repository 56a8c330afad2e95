using System.Text.RegularExpressions;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Aspire's rule for names, checked here too: what runs on processes shall also run on containers.</summary>
internal static partial class ResourceName
{
    internal static void Check(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (name.Length > 64 || !Allowed().IsMatch(name))
        {
            throw new ArgumentException(
                $"Resource name '{name}' is invalid. Name must start with an ASCII letter, consist of ASCII letters, digits and single hyphens, not end with a hyphen and have at most 64 characters.", nameof(name));
        }
    }

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9]*(-[A-Za-z0-9]+)*$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Allowed();
}
