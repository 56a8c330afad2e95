using System.Text;
using Platform.HealthScoring.Usage.Encoding;

namespace Platform.HealthScoring.Accounts;

/// <summary>How an event names its account.</summary>
public sealed record AccountName(Guid? Id, string? Source, string? ExternalId)
{
    public static AccountName? Parse(ReadOnlySpan<byte> text)
    {
        if (!PlainText.Is(text))
            return null;
        var name = Encoding.UTF8.GetString(text);
        if (Guid.TryParse(name, out var id))
            return new(id, null, null);
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && colon < name.Length - 1 ? new(null, name[..colon], name[(colon + 1)..]) : null;
    }
}
