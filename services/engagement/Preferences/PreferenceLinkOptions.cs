using System.ComponentModel.DataAnnotations;

namespace Platform.Engagement.Preferences;

/// <summary>Section <c>InternalToken</c>: the installation's own secret, from which that of each link
/// follows.</summary>
public sealed class PreferenceLinkOptions
{
    public const string Section = "InternalToken";

    [Required]
    public string Key { get; set; } = "";
}
