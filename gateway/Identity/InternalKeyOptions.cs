namespace Platform.Gateway.Identity;

/// <summary>The installation's internal key, from which keys for other purposes follow: the section
/// <c>InternalToken</c>.</summary>
public sealed class InternalKeyOptions
{
    public string Key { get; set; } = "";
}
