using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Platform.ServiceDefaults;

namespace Platform.Gateway.Identity;

/// <summary>
/// The keys that the organisation's identity provider signs with (<c>Authentication:Authority</c>). They are read again
/// every <c>Authentication:KeysSeconds</c> (300), so that a withdrawn key ends, and at once where a token names an
/// unknown one, at most every <c>Authentication:UnknownKeySeconds</c> (30). The gateway is not ready before it has read
/// them once; later the provider may be away.
/// </summary>
public sealed partial class ProviderKeys : PeriodicBackgroundService, IHealthCheck, IDisposable
{
    private static readonly TimeSpan TryAgain = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly HttpClient _client = new(
        new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5) }
    )
    {
        Timeout = Patience,
    };
    private readonly ConfigurationManager<OpenIdConnectConfiguration>? _provider;
    private readonly TimeSpan _every;
    private readonly ILogger<ProviderKeys> _log;
    private OpenIdConnectConfiguration? _known;

    // Without it the first token after a change of keys would be refused, and only those after it taken.
    static ProviderKeys() => AppContext.SetSwitch("Switch.Microsoft.IdentityModel.UpdateConfigAsBlocking", true);

    public ProviderKeys(IOptions<IdentityProviderOptions> options, ILogger<ProviderKeys> log)
        : base(TryAgain, log)
    {
        _log = log;
        _every = TimeSpan.FromSeconds(options.Value.KeysSeconds);
        if (options.Value.Authority is not { Length: > 0 } authority)
            return;

        _provider = new ConfigurationManager<OpenIdConnectConfiguration>(
            $"{authority.TrimEnd('/')}/.well-known/openid-configuration",
            new OpenIdConnectConfigurationRetriever(),
            new HttpDocumentRetriever(_client) { RequireHttps = !new Uri(authority).IsLoopback }
        )
        {
            RefreshInterval = TimeSpan.FromSeconds(options.Value.UnknownKeySeconds),
        };
    }

    public bool IsConfigured => _provider is not null;

    /// <summary>Null before the provider answered for the first time.</summary>
    public OpenIdConnectConfiguration? Known => Volatile.Read(ref _known);

    /// <summary>For a token whose key is not among the known ones; asks the provider only if that was not done a moment
    /// ago.</summary>
    /// <returns>Whether there are other keys now.</returns>
    public async Task<bool> LookAgainAsync(OpenIdConnectConfiguration than)
    {
        await ReadAsync(CancellationToken.None);
        return !ReferenceEquals(Known, than);
    }

    protected override async Task TurnAsync(CancellationToken ct)
    {
        if (_provider is null)
            return;
        try
        {
            await ReadAsync(ct);
        }
        catch (InvalidOperationException exception) when (Known is null)
        {
            LogAway(exception.GetBaseException().Message);
        }
    }

    protected override Task RestAsync(CancellationToken ct) =>
        _provider is null ? ForeverAsync(ct) : Task.Delay(Known is null ? TryAgain : _every, ct);

    private async Task ReadAsync(CancellationToken ct)
    {
        _provider!.RequestRefresh();
        Volatile.Write(ref _known, await _provider.GetConfigurationAsync(ct));
    }

    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    ) =>
        Task.FromResult(
            _provider is null || Known is not null
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy(
                    "Waiting for the identity provider: no person's token could be checked yet."
                )
        );

    public override void Dispose()
    {
        _client.Dispose();
        base.Dispose();
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The identity provider does not answer ({Reason}); people's tokens are refused with 503 meanwhile"
    )]
    private partial void LogAway(string reason);
}
