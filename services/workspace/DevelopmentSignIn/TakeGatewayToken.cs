using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Platform.Workspace.DevelopmentSignIn;

/// <summary>Hands out the gateway's own development token where the provider would hand out one of its own.</summary>
internal sealed class TakeGatewayToken(DevelopmentTokenClient tokens) : IOpenIddictServerHandler<ProcessSignInContext>
{
    public async ValueTask HandleAsync(ProcessSignInContext context)
    {
        if (context.AccessToken is null)
            return;
        var subject = context.Principal!.GetClaim(OpenIddictConstants.Claims.Subject)!;
        var role = context.Principal!.GetClaim(OpenIddictConstants.Claims.Role)!;
        context.AccessToken = await tokens.IssueAsync(subject, role, CancellationToken.None);
    }
}
