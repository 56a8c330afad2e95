using Microsoft.IdentityModel.Tokens;

namespace Platform.Engagement.InApp;

/// <summary>All that deciding needs, as it was at one revision.</summary>
internal sealed class LiveSnapshot(
    long revision,
    IReadOnlyDictionary<Guid, LiveApplication> applications,
    IReadOnlyDictionary<Guid, LiveSecret> secrets
)
{
    public long Revision => revision;

    public LiveApplication? Find(Guid applicationId) => applications.GetValueOrDefault(applicationId);

    /// <summary>Whether any application lets pages of this origin ask.</summary>
    public bool AllowsAnywhere(string origin) =>
        applications.Values.Any(application => application.Origins.Contains(origin, StringComparer.Ordinal));

    public (LiveApplication Application, SecurityKey Key)? FindSecret(Guid secretId, DateTimeOffset now) =>
        secrets.TryGetValue(secretId, out var secret)
        && (secret.ExpiresAt is not { } end || now < end)
        && applications.TryGetValue(secret.ApplicationId, out var application)
            ? (application, secret.Key)
            : null;
}
