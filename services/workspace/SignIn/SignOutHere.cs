using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Platform.Workspace.SignIn;

/// <summary>Ends the session here and at the identity provider.</summary>
public static class SignOutHere
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapPost("/sign-out", Handle).WithName(nameof(SignOutHere)).AllowAnonymous();

    // The form's field has it checked for the antiforgery token.
    private static SignOutHttpResult Handle([FromForm] string? _) =>
        TypedResults.SignOut(
            new AuthenticationProperties { RedirectUri = "/signed-out" },
            [Schemes.Session, Schemes.Provider]
        );
}
