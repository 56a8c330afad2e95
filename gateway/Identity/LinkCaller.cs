using System.Buffers.Text;
using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using Platform.Gateway.Routing;
using Platform.ServiceKit.Auth;

namespace Platform.Gateway.Identity;

/// <summary>
/// The caller behind a customer's link. Its id is a fingerprint of the link's secret, never the secret: services keep
/// ids in audits and beside idempotency keys. Whether the link is good, and for what, its service decides.
/// </summary>
internal static class LinkCaller
{
    private const int FingerprintBytes = 16;
    private static readonly FrozenSet<string> NoScopes = [];

    public static KnownCaller Of(PublicRoute route, string path) =>
        new(new Caller($"link:{Fingerprint(route.SecretIn(path))}", Roles.Customer, NoScopes), DateTimeOffset.MaxValue);

    private static string Fingerprint(ReadOnlySpan<char> secret) =>
        Base64Url.EncodeToString(
            SHA256.HashData(Encoding.UTF8.GetBytes(secret.ToString())).AsSpan(0, FingerprintBytes)
        );
}
