using System.Security.Claims;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Http.HttpResults;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Platform.Workspace.DevelopmentSignIn;

/// <summary>The provider's page: whom do you want to be?</summary>
internal static class AuthorizePerson
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet(DevelopmentProvider.Authorize, HandleAsync).WithName(nameof(AuthorizePerson)).AllowAnonymous();

    private static async Task<IResult> HandleAsync(
        HttpContext http,
        string? person,
        string? role,
        DevelopmentTokenClient tokens,
        CancellationToken ct
    )
    {
        if (http.Connection.RemoteIpAddress is not { } peer || !System.Net.IPAddress.IsLoopback(peer))
            return TypedResults.StatusCode(StatusCodes.Status403Forbidden);
        if (string.IsNullOrWhiteSpace(person) || string.IsNullOrWhiteSpace(role))
            return new RazorComponentResult<PickPerson>(
                new Dictionary<string, object?>(StringComparer.Ordinal)
                {
                    [nameof(PickPerson.People)] = await tokens.ListPeopleAsync(ct),
                    [nameof(PickPerson.Request)] = http
                        .Request.Query.Where(field => field.Key is not ("person" or "role"))
                        .Select(field => (field.Key, field.Value.ToString()))
                        .ToList(),
                }
            );

        var identity = new ClaimsIdentity("development", Claims.Name, Claims.Role);
        identity.SetClaim(Claims.Subject, person.Trim());
        identity.SetClaim(Claims.Name, person.Trim());
        identity.SetClaim(Claims.Role, role);
        identity.SetScopes(http.GetOpenIddictServerRequest()!.GetScopes());
        identity.SetDestinations(_ => [Destinations.AccessToken, Destinations.IdentityToken]);
        return TypedResults.SignIn(
            new ClaimsPrincipal(identity),
            authenticationScheme: OpenIddictServerAspNetCoreDefaults.AuthenticationScheme
        );
    }
}
