using System.ComponentModel.DataAnnotations;
using System.Net;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Http;

namespace Platform.Gateway.Identity;

/// <param name="User">The user id that the token is for, as accounts name their owners.</param>
/// <param name="Role">csm, manager, executive or ops.</param>
public sealed record IssueDevelopmentTokenRequest(
    [property: Required, StringLength(200, MinimumLength = 1)] string User,
    [property: Required] string Role
);

/// <param name="AccessToken">Send it as <c>Authorization: Bearer …</c>.</param>
public sealed record IssueDevelopmentTokenResponse(string AccessToken, DateTimeOffset ExpiresAt);

public static class IssueDevelopmentToken
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapPost("/v1/tokens", Handle)
            .WithName(nameof(IssueDevelopmentToken))
            .WithSummary("Issue a token for development")
            .WithDescription(
                "Anyone may have any role: only for development, there only where the operator "
                    + "switched it on (DevelopmentTokens:Enabled), and only for callers on the same machine."
            )
            .AllowAnonymous()
            .WithoutIdempotencyKey();

    private static Results<Ok<IssueDevelopmentTokenResponse>, ProblemHttpResult> Handle(
        IssueDevelopmentTokenRequest request,
        HttpContext http,
        DevelopmentTokens tokens
    )
    {
        if (!tokens.Enabled)
            return new Problem(
                "tokens/not-enabled",
                404,
                "There is no development issuer here.",
                "Get a token from the organisation's identity provider; the issuer for development is switched off."
            ).ToResult();
        if (!IsLocal(http))
            return new Problem(
                "tokens/only-local",
                403,
                "Tokens for development are issued on this machine only.",
                "Call it from this machine, as localhost."
            ).ToResult();
        if (!Roles.People.Contains(request.Role, StringComparer.Ordinal))
            return Problem
                .Invalid("role", $"'{request.Role}' is not one of {string.Join(", ", Roles.People)}")
                .ToResult();

        var (token, expiresAt) = tokens.Issue(request.User, request.Role);
        return TypedResults.Ok(new IssueDevelopmentTokenResponse(token, expiresAt));
    }

    /// <summary>
    /// Not only who calls, also by what name: a page from elsewhere whose name was made to lead to this machine (DNS
    /// rebinding) reaches this port through the developer's own browser, under its own name.
    /// </summary>
    private static bool IsLocal(HttpContext http)
    {
        if (http.Connection.RemoteIpAddress is not { } peer || !IPAddress.IsLoopback(peer))
            return false;
        var name = http.Request.Host.Host;
        return string.Equals(name, "localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(name.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
    }
}
