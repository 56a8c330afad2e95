using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Http;

namespace Platform.Gateway.Identity;

/// <param name="User">The user id that the token is for, as accounts name their owners.</param>
/// <param name="Role">csm, manager, executive or ops.</param>
public sealed record IssueDevelopmentTokenRequest(
    [property: Required, StringLength(200, MinimumLength = 1)] string User,
    [property: Required] string Role);

/// <param name="AccessToken">Send it as <c>Authorization: Bearer …</c>.</param>
public sealed record IssueDevelopmentTokenResponse(string AccessToken, DateTimeOffset ExpiresAt);

public static class IssueDevelopmentToken
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapPost("/v1/tokens", Handle)
            .WithName(nameof(IssueDevelopmentToken))
            .WithSummary("Issue a token for development")
            .WithDescription("Anyone may have any role: only for development, and there only where the operator switched it on (DevelopmentTokens:Enabled).")
            .AllowAnonymous()
            .WithoutIdempotencyKey();

    private static Results<Ok<IssueDevelopmentTokenResponse>, ProblemHttpResult> Handle(IssueDevelopmentTokenRequest request, DevelopmentTokens tokens)
    {
        if (!tokens.Enabled)
            return new Problem("tokens/not-enabled", 404, "There is no development issuer here.", "Get a token from the organisation's identity provider; the issuer for development is switched off.").ToResult();
        if (!Roles.People.Contains(request.Role, StringComparer.Ordinal))
            return Problem.Invalid("role", $"'{request.Role}' is not one of {string.Join(", ", Roles.People)}").ToResult();

        var (token, expiresAt) = tokens.Issue(request.User, request.Role);
        return TypedResults.Ok(new IssueDevelopmentTokenResponse(token, expiresAt));
    }
}
