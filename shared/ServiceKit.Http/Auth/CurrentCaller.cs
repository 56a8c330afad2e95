using Microsoft.AspNetCore.Http;
using Platform.ServiceKit.Data;

namespace Platform.ServiceKit.Auth;

/// <summary>The caller of the request at hand, for what is done in its name.</summary>
internal sealed class CurrentCaller(IHttpContextAccessor http) : IActorSource
{
    public string? Actor =>
        http.HttpContext?.User is { Identity.IsAuthenticated: true } user ? Caller.From(user).Id : null;
}
