namespace Platform.Accounts;

/// <summary>What may be an e-mail address.</summary>
internal static class EmailAddress
{
    /// <summary>One @ with text around it and no blanks: enough to catch a shifted column, without refusing addresses
    /// that exist.</summary>
    public static bool IsPlausible(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        return at > 0 && at == text.LastIndexOf('@') && at < text.Length - 1 && !text.Any(char.IsWhiteSpace);
    }
}
