using System.Security.Claims;
using Microsoft.AspNetCore.Http;

namespace Platform.ServiceKit.Auth;

/// <summary>Who calls, as the gateway vouches for in the internal token. Bind it as a handler's parameter.</summary>
/// <param name="Id">A user id, <c>key:…</c> for an API key, <c>service:…</c> for a service.</param>
/// <param name="Role">One of <see cref="Roles"/>.</param>
/// <param name="Scopes">What a partner's key may do, <c>accounts:read</c>; people have what their role gives.</param>
public sealed record Caller(string Id, string Role, IReadOnlySet<string> Scopes)
{
    public static readonly Caller Nobody = new("", "", new HashSet<string>(StringComparer.Ordinal));

    public bool Is(string role) => string.Equals(Role, role, StringComparison.Ordinal);

    /// <summary>True for roles that may change any account; a CSM changes only those that they own.</summary>
    public bool WritesAllAccounts => Role is Roles.Manager or Roles.Ops or Roles.Service or Roles.Partner;

    public static Caller From(ClaimsPrincipal user) =>
        user.Identity?.IsAuthenticated != true
            ? Nobody
            : new(
                user.FindFirstValue("sub") ?? "",
                user.FindFirstValue("role") ?? "",
                (user.FindFirstValue("scope") ?? "")
                    .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                    .ToHashSet(StringComparer.Ordinal)
            );

    public static ValueTask<Caller?> BindAsync(HttpContext context) =>
        ValueTask.FromResult<Caller?>(From(context.User));
}
