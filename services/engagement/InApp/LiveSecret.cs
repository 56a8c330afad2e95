using Microsoft.IdentityModel.Tokens;

namespace Platform.Engagement.InApp;

/// <summary>A secret that signs users' tokens.</summary>
/// <param name="ApplicationId">Whose it is.</param>
/// <param name="Key">The secret itself.</param>
/// <param name="ExpiresAt">From then on it signs nothing, UTC; null: it is the current one.</param>
internal sealed record LiveSecret(Guid ApplicationId, SecurityKey Key, DateTimeOffset? ExpiresAt);
