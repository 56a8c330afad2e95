using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Platform.ServiceKit.Auth;

namespace Platform.Gateway.Identity;

/// <summary>A caller whose token or key was checked, with what is worth keeping until it has to be checked
/// again.</summary>
/// <param name="caller">As the services will see it.</param>
/// <param name="expiresAt">After this instant the caller has to be checked again.</param>
public sealed class AuthenticatedCaller(Caller caller, DateTimeOffset expiresAt) : ClaimsPrincipal(IdentityOf(caller))
{
    private static readonly TimeSpan ReissueAfter = InternalToken.Lifetime / 2;
    private IssuedToken? _issued;

    public Caller Caller { get; } = caller;

    public DateTimeOffset ExpiresAt { get; } = expiresAt;

    /// <summary>The key that was used, where it was one.</summary>
    public Guid? ApiKeyId { get; init; }

    /// <summary>The key's own limit in requests per second, where it has one.</summary>
    public int? RequestsPerSecond { get; init; }

    /// <summary>
    /// The header that the services trust. Signing costs more than all else that the gateway does for a read, so a
    /// token serves a caller for half of its life.
    /// </summary>
    public string AuthorizationFrom(InternalToken tokens, DateTimeOffset now)
    {
        var issued = Volatile.Read(ref _issued);
        if (issued is not null && issued.At <= now && now - issued.At < ReissueAfter)
            return issued.Header;

        issued = new IssuedToken("Bearer " + tokens.Issue(Caller), now);
        Volatile.Write(ref _issued, issued);
        return issued.Header;
    }

    internal AuthenticateResult ToResult(string scheme) => AuthenticateResult.Success(new(this, scheme));

    /// <summary>The claims of the internal token.</summary>
    private static ClaimsIdentity IdentityOf(Caller caller) =>
        new(
            [
                new Claim("sub", caller.Id),
                new Claim("role", caller.Role),
                new Claim("scope", string.Join(' ', caller.Scopes)),
            ],
            "gateway",
            "sub",
            "role"
        );

    private sealed record IssuedToken(string Header, DateTimeOffset At);
}
