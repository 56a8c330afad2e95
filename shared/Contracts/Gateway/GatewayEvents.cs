namespace Platform.Contracts.Gateway;

public static class GatewayEvents
{
    public static IReadOnlyList<Type> All { get; } =
    [typeof(ApiKeyIssued), typeof(ApiKeyRevoked), typeof(WebhookDisabled)];
}
