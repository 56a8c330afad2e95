using Platform.ServiceKit.Text;

namespace Platform.Renewals.Accounts;

/// <param name="Id">Null where it is an external id.</param>
public sealed record AccountReference(string Text, Guid? Id, string Source, string ExternalId)
{
    /// <summary>As our copy spells it; <see cref="Text"/> is as it was asked for.</summary>
    internal string Key => Id?.ToString() ?? $"{Source}:{ExternalId}";

    /// <summary>Null where the text is neither an id nor <c>source:external id</c>.</summary>
    public static AccountReference? Parse(string text)
    {
        if (Guid.TryParse(text, out var id))
            return new AccountReference(text, id, "", "");
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon <= 0 || colon == text.Length - 1
            ? null
            : new AccountReference(text, null, text[..colon].ToNfc(), text[(colon + 1)..].ToNfc());
    }
}
