using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Platform.Workspace.SignIn;

/// <summary>Sends a person to the identity provider, and afterwards to a page of ours; never to another site.</summary>
public static class SignInHere
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/sign-in", Handle).WithName(nameof(SignInHere)).AllowAnonymous();

    private static ChallengeHttpResult Handle(string? to) =>
        TypedResults.Challenge(
            new AuthenticationProperties { RedirectUri = IsOurs(to) ? to : "/" },
            [Schemes.Provider]
        );

    /// <summary>A path of this host: <c>/book</c>, not <c>//evil</c>, <c>/\evil</c> or an address.</summary>
    private static bool IsOurs(string? to) =>
        to is ['/', ..]
        && !(to.Length > 1 && to[1] is '/' or '\\')
        && !to.Any(char.IsControl)
        && !to.Contains('\\', StringComparison.Ordinal);
}
