using System.Net;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Platform.Standins.Redis;

/// <summary>With TLS the library reads and writes a stream rather than the socket.</summary>
public sealed class TlsTests : IAsyncLifetime
{
    private readonly string _directory = Directory.CreateTempSubdirectory("standins-redis-tls-").FullName;
    private RedisServer _server = null!;
    private string _thumbprint = "";

    public async ValueTask InitializeAsync()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        _thumbprint = certificate.Thumbprint;
        var certificateFile = Path.Combine(_directory, "server.crt");
        var keyFile = Path.Combine(_directory, "server.key");
        await File.WriteAllTextAsync(certificateFile, certificate.ExportCertificatePem());
        await File.WriteAllTextAsync(keyFile, key.ExportPkcs8PrivateKeyPem());

        _server = RedisServer.WithTls(certificateFile, keyFile);
        await _server.InitializeAsync();
    }

    [Fact(Timeout = Hang.LimitMilliseconds)]
    public async Task Small_and_large_values_go_through_the_encrypted_stream()
    {
        await using var connection = await ConnectionMultiplexer.ConnectAsync(Options(trust: _thumbprint));
        var database = connection.GetDatabase();
        var value = RandomNumberGenerator.GetBytes(10 * 1024 * 1024);

        await database.StringSetAsync("large", value);
        var counts = await Task.WhenAll(Enumerable.Range(0, 10_000).Select(_ => database.StringIncrementAsync("n")));

        ((byte[]?)await database.StringGetAsync("large")).AsSpan().SequenceEqual(value).ShouldBeTrue();
        counts.ShouldBe(Enumerable.Range(1, 10_000).Select(i => (long)i));
        _server.Cli("get", "n").ShouldBe("10000");
        _server.Cli("strlen", "large").ShouldBe($"{value.Length}");
    }

    [Fact(Timeout = Hang.LimitMilliseconds)]
    public async Task A_certificate_that_is_not_trusted_is_refused()
    {
        await Should.ThrowAsync<RedisConnectionException>(() => ConnectionMultiplexer.ConnectAsync(Options(trust: "another")));
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    private ConfigurationOptions Options(string trust)
    {
        var options = _server.Options();
        options.EndPoints.Clear();
        options.EndPoints.Add(IPAddress.Loopback, _server.TlsPort);
        options.Ssl = true;
        options.SslHost = "localhost";
        options.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;
        options.AbortOnConnectFail = true;
        options.ConnectRetry = 1;
        options.ConnectTimeout = 10_000;
        options.CertificateValidation += (_, certificate, _, _) => certificate?.GetCertHashString() == trust;
        return options;
    }
}
