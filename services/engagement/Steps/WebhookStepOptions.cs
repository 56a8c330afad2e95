namespace Platform.Engagement.Steps;

/// <summary>Section <c>WebhookStep</c>.</summary>
public sealed class WebhookStepOptions
{
    /// <summary>Whether steps may call addresses on loopback or private networks.</summary>
    public bool AllowPrivateAddresses { get; set; }
}
