using System.Text.Json;

namespace Platform.Engagement.Steps;

/// <summary>What the other side said.</summary>
/// <param name="Accepted">False: it refused for good, the step fails.</param>
/// <param name="Reason">Why it refused, in words.</param>
/// <param name="Body">What it answered.</param>
/// <param name="RetryAt">Try again then: neither accepted nor refused.</param>
public sealed record OutwardAnswer(
    bool Accepted,
    string? Reason = null,
    JsonElement? Body = null,
    DateTimeOffset? RetryAt = null
);
