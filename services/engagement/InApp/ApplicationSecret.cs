namespace Platform.Engagement.InApp;

/// <summary>A secret that signs users' tokens; the secret itself is shown once, when it is made.</summary>
/// <param name="Id">Goes into the token's header as <c>kid</c>.</param>
/// <param name="CreatedAt">UTC.</param>
/// <param name="ExpiresAt">From then on it signs nothing, UTC; absent: it is the current one.</param>
public sealed record ApplicationSecret(Guid Id, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt);
