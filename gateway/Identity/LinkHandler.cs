using System.Buffers.Text;
using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Platform.ServiceKit.Auth;

namespace Platform.Gateway.Identity;

/// <summary>
/// The caller behind a customer's link. Its id is a fingerprint of the link's secret, never the secret: services keep
/// ids in audits and beside idempotency keys. Whether the link is good, and for what, its service decides.
/// </summary>
internal sealed class LinkHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    private const int FingerprintBytes = 16;
    private static readonly FrozenSet<string> NoScopes = [];

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var caller = new Caller($"link:{Fingerprint((string)Request.RouteValues["p0"]!)}", Roles.Customer, NoScopes);
        return Task.FromResult(new AuthenticatedCaller(caller, DateTimeOffset.MaxValue).ToResult(Scheme.Name));
    }

    private static string Fingerprint(string secret) =>
        Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(secret)).AsSpan(0, FingerprintBytes));
}
