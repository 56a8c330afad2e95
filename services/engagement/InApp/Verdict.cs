namespace Platform.Engagement.InApp;

/// <summary>Whether a message is offered to a user now, and why not.</summary>
/// <param name="Message">The message.</param>
/// <param name="Reason">One of <see cref="Reasons"/>; <see cref="Reasons.Offered"/> where it is offered.</param>
/// <param name="Showing">How often it was offered with this one: 2 after a snooze.</param>
/// <param name="Latest">What became of it before.</param>
/// <param name="LostTo">The message that took the only place.</param>
internal sealed record Verdict(
    CompiledMessage Message,
    string Reason,
    int Showing,
    LatestShowing? Latest,
    Guid? LostTo = null
)
{
    public bool IsOffered => Reason == Reasons.Offered;
}
