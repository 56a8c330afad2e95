using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Hosting;
using Platform.GrpcStandins.Echo;
using Shouldly;
using Xunit;

namespace Platform.GrpcStandins;

public class CredentialTests
{
    [Fact]
    public async Task Call_credentials_add_metadata_for_the_method_that_is_called()
    {
        await using var host = await EchoHost.StartAsync();
        var client = new EchoService.EchoServiceClient(host.Channel(options => options.UnsafeUseInsecureChannelCallCredentials = true));
        var credentials = CallCredentials.FromInterceptor((context, metadata) =>
        {
            metadata.Add("echo-token", $"{context.ServiceUrl.EndsWith("platform.test.v1.EchoService", StringComparison.Ordinal)} {context.MethodName}");
            return Task.CompletedTask;
        });

        using var call = client.SayAsync(new Line(), new CallOptions().WithCredentials(credentials));

        (await call.ResponseHeadersAsync).GetValue("echo-token").ShouldBe("True Say");
    }

    [Fact]
    public async Task Composed_call_credentials_all_add_theirs()
    {
        await using var host = await EchoHost.StartAsync();
        var client = new EchoService.EchoServiceClient(host.Channel(options => options.UnsafeUseInsecureChannelCallCredentials = true));

        using var call = client.SayAsync(new Line(), new CallOptions(credentials: CallCredentials.Compose(Adding("echo-a"), Adding("echo-b"))));

        var received = await call.ResponseHeadersAsync;
        received.GetValue("echo-a").ShouldBe("yes");
        received.GetValue("echo-b").ShouldBe("yes");
    }

    [Fact]
    public async Task Credentials_that_fail_fail_the_call()
    {
        await using var host = await EchoHost.StartAsync();
        var client = new EchoService.EchoServiceClient(host.Channel(options => options.UnsafeUseInsecureChannelCallCredentials = true));
        var failing = CallCredentials.FromInterceptor((_, _) => throw new InvalidOperationException("no token"));

        var exception = await Should.ThrowAsync<RpcException>(() => client.SayAsync(new Line(), new CallOptions(credentials: failing)).ResponseAsync);

        exception.Status.DebugException.ShouldBeOfType<InvalidOperationException>();
    }

    [Fact]
    public async Task Channel_with_TLS_carries_call_credentials_on_every_call()
    {
        using var certificate = SelfSigned();
        await using var host = await EchoHost.StartAsync(listen: endpoint => endpoint.UseHttps(certificate));
        using var handler = new SocketsHttpHandler
        {
            SslOptions = new SslClientAuthenticationOptions
            {
                RemoteCertificateValidationCallback = (_, presented, _, _) => presented!.GetCertHashString() == certificate.GetCertHashString(),
            },
        };
        var client = new EchoService.EchoServiceClient(host.Channel(options =>
        {
            options.HttpHandler = handler;
            options.Credentials = ChannelCredentials.Create(ChannelCredentials.SecureSsl, Adding("echo-token"));
        }));

        using var call = client.SayAsync(new Line());

        (await call.ResponseHeadersAsync).GetValue("echo-token").ShouldBe("yes");
    }

    [Fact]
    public void Call_credentials_are_not_composed_with_a_channel_in_the_clear() =>
        Should.Throw<ArgumentException>(() => ChannelCredentials.Create(ChannelCredentials.Insecure, Adding("token")));

    [Fact]
    public async Task Channel_refuses_security_that_its_address_does_not_have()
    {
        await using var host = await EchoHost.StartAsync();

        Should.Throw<InvalidOperationException>(() => GrpcChannel.ForAddress(host.Address, new GrpcChannelOptions { Credentials = new SslCredentials() }));
    }

    private static CallCredentials Adding(string key) => CallCredentials.FromInterceptor((_, metadata) =>
    {
        metadata.Add(key, "yes");
        return Task.CompletedTask;
    });

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }
}
