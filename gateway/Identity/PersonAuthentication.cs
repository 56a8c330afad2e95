using System.Collections.Concurrent;
using System.Collections.Frozen;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Platform.Gateway.Protection;
using Platform.ServiceKit.Auth;

namespace Platform.Gateway.Identity;

/// <summary>
/// Sets up JwtBearer for people's tokens. A token that was accepted is remembered until it expires or the provider's
/// keys change: validating a signature costs more than all else that the gateway does for a read.
/// </summary>
internal sealed class PersonAuthentication(
    PersonTokenHandler handler,
    IOptions<IdentityProviderOptions> options,
    ProviderKeys provider,
    DeactivatedPeople deactivated,
    TimeProvider clock
) : IConfigureNamedOptions<JwtBearerOptions>
{
    private const string Deactivated = "This person is deactivated on the roster (PUT /v1/people/{id}).";
    private const int CacheSize = 10_000;
    private static readonly FrozenSet<string> NoScopes = [];
    private readonly ConcurrentDictionary<string, Accepted> _accepted = new(StringComparer.Ordinal);

    private sealed record Accepted(AuthenticatedCaller Caller, OpenIdConnectConfiguration? Keys);

    public void Configure(JwtBearerOptions options) => Configure(CallerSchemes.Person, options);

    public void Configure(string? name, JwtBearerOptions options)
    {
        if (name != CallerSchemes.Person)
            return;
        options.ForwardDefaultSelector = CallerSchemes.Choose;
        options.SaveToken = false;
        options.TokenHandlers.Clear();
        options.TokenHandlers.Add(handler);
        options.Events = new JwtBearerEvents { OnMessageReceived = FindAccepted, OnTokenValidated = AcceptAsync };
    }

    private Task FindAccepted(MessageReceivedContext context)
    {
        var headers = context.Request.Headers;
        if (CallerSchemes.HasSeveral(headers))
            return Refuse("Send one credential: either Authorization or X-Api-Key, once.");
        if (headers.Authorization.Count == 0)
            context.NoResult();
        else if (CallerSchemes.BearerOf(headers) is not { } token)
            return Refuse("The scheme has to be Bearer.");
        else if (_accepted.TryGetValue(token, out var known) && ReferenceEquals(known.Keys, provider.Known))
        {
            if (known.Caller.ExpiresAt <= clock.GetUtcNow())
            {
                _accepted.TryRemove(token, out _);
                return Refuse("The token has expired; get a new one.");
            }

            if (deactivated.Contains(known.Caller.Caller.Id))
                return Refuse(Deactivated);
            context.Principal = known.Caller;
            context.Success();
        }
        else
        {
            context.Token = token;
            // Keys that change while this token is validated: it is validated again at the next call.
            context.HttpContext.Items[typeof(ProviderKeys)] = provider.Known;
        }

        return Task.CompletedTask;

        Task Refuse(string reason)
        {
            context.Fail(GatewayProblems.BadToken(reason).ToException());
            return Task.CompletedTask;
        }
    }

    private Task AcceptAsync(TokenValidatedContext context)
    {
        var subject = context.Principal!.FindFirst(JwtRegisteredClaimNames.Sub)?.Value;
        var roleClaim = options.Value.RoleClaim;
        var role = context
            .Principal.FindAll(roleClaim)
            .Select(claim => claim.Value)
            .FirstOrDefault(Roles.People.Contains);
        if (string.IsNullOrWhiteSpace(subject))
            Refuse("The token names no subject (claim sub).");
        else if (role is null)
            Refuse($"The token's claim {roleClaim} holds none of {string.Join(", ", Roles.People)}.");
        else if (deactivated.Contains(subject))
            Refuse(Deactivated);
        else
        {
            var token = (JsonWebToken)context.SecurityToken;
            var expiresAt = new DateTimeOffset(token.ValidTo, TimeSpan.Zero);
            var caller = new AuthenticatedCaller(new Caller(subject, role, NoScopes), expiresAt);
            // Tokens are few and live for hours; a flood of different valid ones is answered by starting over.
            if (_accepted.Count >= CacheSize)
                _accepted.Clear();
            var keys = (OpenIdConnectConfiguration?)context.HttpContext.Items[typeof(ProviderKeys)];
            _accepted[token.EncodedToken] = new Accepted(caller, keys);
            context.Principal = caller;
        }

        return Task.CompletedTask;

        void Refuse(string reason) => context.Fail(GatewayProblems.BadToken(reason).ToException());
    }
}
