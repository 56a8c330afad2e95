using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Grpc;

namespace Platform.ServiceKit.Http;

/// <summary>The request at hand, as its key knows it; a feature of the HTTP context.</summary>
public sealed class IdempotentRequest(string caller, string key, string route, byte[] bodyHash)
{
    public string Caller { get; } = caller;
    public string Key { get; } = key;
    public string Route { get; } = route;
    public byte[] BodyHash { get; } = bodyHash;

    /// <summary>The transaction that claimed the key has committed.</summary>
    internal bool Applied { get; set; }

    internal bool Claimed { get; set; }
}
