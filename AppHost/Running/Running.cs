namespace Platform.AppHost.Running;

/// <summary>How to reach a running installation; <c>running.json</c>, which only its owner may read.</summary>
/// <param name="Installation">What the gateway answers in its header Platform-Process, before the slash.</param>
/// <param name="Workspace">Where people work.</param>
/// <param name="Dashboard">With the token that signs in; null without a dashboard.</param>
/// <param name="Connections">By resource: accounts-db, rabbitmq, rabbitmq-management, redis, …</param>
internal sealed record Running(
    string Installation,
    int HostProcessId,
    string Http,
    string Grpc,
    string Workspace,
    string? Dashboard,
    IReadOnlyDictionary<string, string?> Connections
);
