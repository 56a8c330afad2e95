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

internal sealed class StoredResponse
{
    public string Route { get; init; } = "";
    public byte[] BodyHash { get; init; } = [];
    public int? Status { get; init; }
    public string? ContentType { get; init; }
    public string? Location { get; init; }
    public string? Etag { get; init; }
    public byte[]? Body { get; init; }
    public byte[]? Sealed { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
}
