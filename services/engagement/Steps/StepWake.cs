using System.Text.Json;

namespace Platform.Engagement.Steps;

/// <summary>Why a step runs now.</summary>
/// <param name="Kind"><c>first</c>; <c>due</c> (the instant that it waited for has come); <c>event</c> (so has the
/// event); <c>sent</c> (what it sent was confirmed); <c>approved</c>; <c>retry</c> (a person asked).</param>
/// <param name="Event">The event that came, as it was told.</param>
/// <param name="Answer">What the other side answered to what was sent.</param>
public sealed record StepWake(string Kind, JsonElement? Event = null, JsonElement? Answer = null)
{
    public static readonly StepWake First = new("first");
}
