using Platform.Gateway.Identity;
using Platform.ServiceKit.Auth;

namespace Platform.Gateway.Keys;

internal sealed class ApiKeyRow
{
    public Guid Id { get; init; }
    public string Prefix { get; init; } = "";
    public byte[] SecretHash { get; init; } = [];
    public string Name { get; init; } = "";
    public string[] Scopes { get; init; } = [];
    public int? RequestsPerSecond { get; init; }
    public DateTimeOffset? ExpiresAt { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public string CreatedBy { get; init; } = "";
    public DateTimeOffset? LastUsedAt { get; init; }
    public DateTimeOffset? RevokedAt { get; init; }
    public Guid? RotatedFrom { get; init; }

    public AuthenticatedCaller ToCaller() =>
        new(
            new Caller($"key:{Id}", Roles.Partner, Scopes.ToHashSet(StringComparer.Ordinal)),
            ExpiresAt ?? DateTimeOffset.MaxValue
        )
        {
            ApiKeyId = Id,
            RequestsPerSecond = RequestsPerSecond,
        };
}
