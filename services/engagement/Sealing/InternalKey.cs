using System.ComponentModel.DataAnnotations;

namespace Platform.Engagement.Sealing;

/// <summary>Section <c>InternalToken</c>: the installation's own secret, from which the keys follow that seal what is
/// stored and nobody may read.</summary>
public sealed class InternalKey
{
    [Required]
    public string Key { get; set; } = "";
}
