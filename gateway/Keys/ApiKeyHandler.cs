using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Platform.Gateway.Identity;
using Platform.Gateway.Protection;

namespace Platform.Gateway.Keys;

/// <summary>Checks a partner's key, in <c>X-Api-Key</c> or as bearer <c>rp_…</c>.</summary>
internal sealed class ApiKeyHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    ApiKeyDirectory keys
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var headers = Request.Headers;
        if (CallerSchemes.HasSeveral(headers))
        {
            const string reason = "Send one credential: either Authorization or X-Api-Key, once.";
            return AuthenticateResult.Fail(GatewayProblems.BadToken(reason).ToException());
        }

        var key = headers.TryGetValue(CallerSchemes.ApiKeyHeader, out var own)
            ? own.ToString()
            : CallerSchemes.BearerOf(headers)!;
        var (caller, refused) = await keys.FindAsync(key);
        return caller?.ToResult(Scheme.Name) ?? AuthenticateResult.Fail(refused!.ToException());
    }
}
