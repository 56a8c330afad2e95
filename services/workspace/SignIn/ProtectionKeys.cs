using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using StackExchange.Redis;

namespace Platform.Workspace.SignIn;

/// <summary>The keys that seal cookies and tickets, in Redis for all instances: any of them opens what another
/// sealed.</summary>
internal sealed class ProtectionKeys(IConnectionMultiplexer redis) : IXmlRepository
{
    private static readonly RedisKey Key = $"{RedisConnection.Prefix}protection-keys";

    public IReadOnlyCollection<XElement> GetAllElements() =>
        [.. redis.GetDatabase().ListRange(Key).Select(value => XElement.Parse(value.ToString()))];

    public void StoreElement(XElement element, string friendlyName) =>
        redis.GetDatabase().ListRightPush(Key, element.ToString(SaveOptions.DisableFormatting));
}
