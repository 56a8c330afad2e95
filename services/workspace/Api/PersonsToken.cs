using System.Net.Http.Headers;
using Microsoft.AspNetCore.Authentication;

namespace Platform.Workspace.Api;

/// <summary>Sends each call with the access token of the person whose request is answered, as the identity provider
/// gave it at sign-in.</summary>
internal sealed class PersonsToken(IHttpContextAccessor context) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        if (
            request.Headers.Authorization is null
            && context.HttpContext is { } http
            && await http.GetTokenAsync("access_token") is { } token
        )
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await base.SendAsync(request, cancellationToken);
    }
}
