using System.ComponentModel.DataAnnotations;

namespace Platform.Gateway.Webhooks;

/// <summary>The section <c>Webhooks</c>.</summary>
public sealed class WebhookOptions
{
    /// <summary>Whether plain http and private addresses are allowed here.</summary>
    public bool AllowPrivateAddresses { get; set; }

    /// <summary>For how many days one can look up what was sent.</summary>
    [Range(1, 3_650)]
    public int KeepDays { get; set; } = 30;

    /// <summary>What secrets are sealed with; the installation's internal key where it is not set.</summary>
    [Required]
    public string SealingKey { get; set; } = "";
}
