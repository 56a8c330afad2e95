using Platform.Engagement.Templates;

namespace Platform.Engagement.Email;

/// <summary>A mail that is to be written down and sent.</summary>
/// <param name="EffectKey">Names the mail: written down twice under it, it is sent once.</param>
/// <param name="TouchId">Its place in the contact budget.</param>
public sealed record OutgoingEmail(
    string EffectKey,
    Guid TouchId,
    Guid AccountId,
    Guid? ContactId,
    string ToName,
    string Topic,
    RenderedMessage Message,
    string RequestedBy
)
{
    public Guid? RunId { get; init; }
    public string? StepKey { get; init; }

    /// <summary>The Message-ID that it answers.</summary>
    public string? InReplyTo { get; init; }
}
