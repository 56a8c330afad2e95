using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Platform.Accounts.Tests;
using Platform.TestKit;

[assembly: AssemblyFixture(typeof(AccountsUnderTest))]

namespace Platform.Accounts.Tests;

/// <summary>The accounts service, whole, on real servers; beside it a renewals of the tests' own that remembers what it
/// was sent.</summary>
public sealed class AccountsUnderTest() : ServiceUnderTest<Program>("accounts")
{
    private WebApplication? _renewals;

    public RememberingRenewals Renewals { get; } = new();

    public override async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(System.Net.IPAddress.Loopback, 0, endpoint => endpoint.Protocols = HttpProtocols.Http2)
        );
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(Renewals);
        _renewals = builder.Build();
        _renewals.MapGrpcService<RememberingRenewals>();
        await _renewals.StartAsync();
        await base.InitializeAsync();
    }

    protected override IEnumerable<KeyValuePair<string, string?>> Settings() =>
        [new("services:renewals:grpc:0", _renewals!.Urls.Single())];

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_renewals is not null)
            await _renewals.DisposeAsync();
    }
}
