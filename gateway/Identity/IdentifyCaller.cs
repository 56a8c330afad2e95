using Microsoft.Extensions.Primitives;
using Platform.Gateway.Keys;
using Platform.Gateway.Protection;
using Platform.ServiceKit.Http;

namespace Platform.Gateway.Identity;

/// <summary>Finds out who calls: an API key in <c>X-Api-Key</c> or as bearer <c>rp_…</c>, or a person's
/// token.</summary>
public sealed class IdentifyCaller(ApiKeyDirectory keys, AccessTokens tokens, DeactivatedPeople deactivated)
{
    public const string KeyHeader = "X-Api-Key";
    private const string Bearer = "Bearer ";

    public async ValueTask<(KnownCaller? Caller, Problem? Refused)> IdentifyAsync(IHeaderDictionary headers)
    {
        var authorization = headers.Authorization;
        var key = headers[KeyHeader];

        // Two credentials, or one twice, is how a proxy is made to see one caller and a service another.
        if (authorization.Count + key.Count > 1)
            return (null, GatewayProblems.BadToken("Send one credential: either Authorization or X-Api-Key, once."));
        if (key.Count == 1)
            return await keys.FindAsync(key!);
        if (StringValues.IsNullOrEmpty(authorization))
            return (null, GatewayProblems.NoToken());

        var text = authorization.ToString();
        if (!text.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
            return (null, GatewayProblems.BadToken("The scheme has to be Bearer."));

        text = text[Bearer.Length..].Trim();
        if (text.StartsWith(ApiKeySecret.Marker, StringComparison.Ordinal))
            return await keys.FindAsync(text);

        var (caller, refused) = await tokens.CheckAsync(text);
        return caller is not null && deactivated.Contains(caller.Caller.Id)
            ? (null, GatewayProblems.BadToken("This person is deactivated on the roster (PUT /v1/people/{id})."))
            : (caller, refused);
    }
}
