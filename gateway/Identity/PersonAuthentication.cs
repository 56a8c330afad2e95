using System.Collections.Frozen;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Platform.Gateway.Protection;
using Platform.ServiceKit.Auth;

namespace Platform.Gateway.Identity;

/// <summary>
/// Sets up JwtBearer for people's tokens, of which it validates only those that are not among the accepted ones.
/// </summary>
internal sealed class PersonAuthentication(
    PersonTokenHandler handler,
    IOptions<IdentityProviderOptions> options,
    ProviderKeys provider,
    DeactivatedPeople deactivated,
    AcceptedTokens accepted
) : IConfigureNamedOptions<JwtBearerOptions>
{
    private const string Deactivated = "This person is deactivated on the roster (PUT /v1/people/{id}).";
    private static readonly FrozenSet<string> NoScopes = [];

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
        else if (accepted.Find(token) is { } known)
        {
            if (accepted.HasExpired(known))
            {
                accepted.Remove(token);
                return Refuse("The token has expired; get a new one.");
            }

            if (deactivated.Contains(known.Caller.Id))
                return Refuse(Deactivated);
            context.Principal = known;
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
            var keys = (OpenIdConnectConfiguration?)context.HttpContext.Items[typeof(ProviderKeys)];
            accepted.Add(token.EncodedToken, caller, keys);
            context.Principal = caller;
        }

        return Task.CompletedTask;

        void Refuse(string reason) => context.Fail(GatewayProblems.BadToken(reason).ToException());
    }
}
