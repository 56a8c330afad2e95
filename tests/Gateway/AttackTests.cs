using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Platform.ServiceKit.Auth;

namespace Platform.Gateway.Tests;

/// <summary>What reliability demands of bad input: a 4xx, no leak of internals, and the gateway still there
/// afterwards.</summary>
public sealed class AttackTests(GatewayUnderTest gateway) : IClassFixture<GatewayUnderTest>
{
    [Fact]
    public async Task A_body_above_the_limit_is_refused_before_it_is_read()
    {
        using var client = await gateway.PersonAsync(Roles.Ops);
        var body = new EndlessStream(100_000_000);
        using var content = new StreamContent(body);
        content.Headers.ContentLength = 100_000_000;
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/contacts") { Content = content };
        // Otherwise the client finds the connection closed while it still writes.
        request.Headers.ExpectContinue = true;
        (await client.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (100_000_000 - body.Left).ShouldBe(0, "by its announced length, before any of it is sent");
    }

    [Fact]
    public async Task A_chunked_body_above_the_limit_is_cut_off()
    {
        var arrived = 0L;
        gateway.Upstreams["accounts"].Answer = async context =>
        {
            var buffer = new byte[64 * 1024];
            int read;
            while ((read = await context.Request.Body.ReadAsync(buffer)) > 0)
                Interlocked.Add(ref arrived, read);
            context.Response.StatusCode = 200;
        };
        using var client = await gateway.PersonAsync(Roles.Ops);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/contacts")
        {
            Content = new StreamContent(new EndlessStream(20_000_000)),
        };
        request.Headers.TransferEncodingChunked = true;
        try
        {
            var answer = await client.SendAsync(request);
            ((int)answer.StatusCode).ShouldBeInRange(400, 499);
        }
        catch (HttpRequestException exception) when (exception.InnerException is IOException or SocketException)
        {
            // The server may close while the client still sends; what matters is that it did not take it all.
        }

        (await client.GetAsync("/v1/portfolio")).StatusCode.ShouldBe(HttpStatusCode.OK);
        Interlocked
            .Read(ref arrived)
            .ShouldBeLessThanOrEqualTo(1 << 20, "a megabyte is what the route allows; nothing above it is passed on");
    }

    [Theory]
    [InlineData(65, 431)]
    [InlineData(40, 200)]
    public async Task More_than_64_headers_are_refused(int count, int status)
    {
        using var client = await gateway.PersonAsync(Roles.Csm);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/portfolio");
        for (var i = 0; i < count; i++)
            request.Headers.Add($"X-Header-{i}", "x");
        ((int)(await client.SendAsync(request)).StatusCode).ShouldBe(status);
    }

    [Theory]
    [InlineData('[', ']')]
    [InlineData('{', '}')]
    public async Task JSON_of_ten_thousand_levels_is_refused_as_a_whole(char open, char close)
    {
        using var client = await gateway.PersonAsync(Roles.Ops);
        var levels = open == '[' ? new string('[', 10_000) : string.Concat(Enumerable.Repeat("{\"a\":", 10_000)) + "1";
        using var body = new StringContent(
            $"{{\"name\":\"x\",\"scopes\":{levels}{new string(close, 10_000)}}}",
            Encoding.UTF8,
            "application/json"
        );
        var answer = await client.PostAsync("/v1/api-keys", body);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).ShouldNotContain("System.");
    }

    [Fact]
    public async Task A_sender_that_drips_its_body_is_cut_off()
    {
        using var client = await gateway.PersonAsync(Roles.Ops);
        using var socket = new TcpClient();
        await socket.ConnectAsync("localhost", gateway.Address.Port);
        var stream = socket.GetStream();
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes(
                $"POST /v1/api-keys HTTP/1.1\r\nHost: x\r\n"
                    + $"Authorization: {client.DefaultRequestHeaders.Authorization}\r\n"
                    + $"Content-Type: application/json\r\nContent-Length: 500000\r\n\r\n{{"
            )
        );
        // It never sends another byte; the server ends it, not our patience.
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var buffer = new byte[256];
        var read = await stream.ReadAsync(buffer, patience.Token);
        (read == 0 ? "closed" : Encoding.ASCII.GetString(buffer, 9, 3)).ShouldBeOneOf("408", "400", "closed");
    }

    [Theory]
    [InlineData("GET /v1/accounts HTTP/1.1\r\nHost: x\r\nX-Big: {64KB}\r\n\r\n", 431)]
    [InlineData("GET /v1/accounts?{64KB} HTTP/1.1\r\nHost: x\r\n\r\n", 414)]
    [InlineData("GET /v1/accounts HTTP/1.1\r\n\r\n", 400)]
    [InlineData("POST /v1/events HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!", 400)]
    [InlineData(
        "POST /v1/events HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
            + "GET /v1/api-keys HTTP/1.1\r\nHost: x\r\n\r\n",
        401
    )]
    [InlineData("GET /v1/../health/ready HTTP/1.1\r\nHost: x\r\nbad header\r\n\r\n", 400)]
    [InlineData("GET http://169.254.169.254/v1/accounts HTTP/1.1\r\nHost: x\r\n\r\n", 400)]
    [InlineData("NONSENSE\r\n\r\n", 400)]
    public async Task What_is_not_proper_HTTP_is_refused(string raw, int status)
    {
        var text = raw.Replace("{64KB}", new string('x', 65_536), StringComparison.Ordinal);
        using var socket = new TcpClient();
        await socket.ConnectAsync("localhost", gateway.Address.Port);
        var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(text));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        var buffer = new byte[16];
        (
            await stream.ReadAtLeastAsync(buffer, 12, throwOnEndOfStream: false, patience.Token)
        ).ShouldBeGreaterThanOrEqualTo(12);
        Encoding
            .ASCII.GetString(buffer, 9, 3)
            .ShouldBe(status.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Headers_by_which_a_caller_would_pretend_something_do_not_reach_a_service()
    {
        var upstream = gateway.Upstreams["renewals"];
        using var client = await gateway.PersonAsync(Roles.Csm, "honest");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/renewals");
        foreach (
            var header in new[]
            {
                "X-Forwarded-For",
                "X-Forwarded-Host",
                "X-Original-URL",
                "X-Rewrite-URL",
                "Forwarded",
                "X-HTTP-Method-Override",
            }
        )
            request.Headers.TryAddWithoutValidation(header, "evil");
        await client.SendAsync(request);

        var seen = upstream.Seen.Last(one => one.Path == "/v1/renewals");
        seen.Headers.Values.ShouldNotContain("evil");
        var payload = seen.Headers["Authorization"].Split('.')[1];
        Microsoft.IdentityModel.Tokens.Base64UrlEncoder.Decode(payload).ShouldContain("\"honest\"");
    }

    [Fact]
    public async Task A_slow_sender_is_cut_off_and_others_are_served_meanwhile()
    {
        var watch = Stopwatch.StartNew();
        var slow = Enumerable
            .Range(0, 50)
            .Select(async _ =>
            {
                using var socket = new TcpClient();
                await socket.ConnectAsync("localhost", gateway.Address.Port);
                var stream = socket.GetStream();
                await stream.WriteAsync("GET /v1/accounts HTTP/1.1\r\nHost: x\r\nX-Slow: "u8.ToArray());
                var buffer = new byte[256];
                using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(40));
                var read = await stream.ReadAsync(buffer, patience.Token);
                return read == 0 ? "closed" : Encoding.ASCII.GetString(buffer, 9, 3);
            })
            .ToList();

        using var client = await gateway.PersonAsync(Roles.Csm);
        (await client.GetAsync("/v1/portfolio")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Task.WhenAll(slow)).ShouldAllBe(end => end == "408" || end == "closed");
    }

    private sealed class EndlessStream(long length) : System.IO.Stream
    {
        private long _left = length;

        public long Left => _left;

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = (int)Math.Min(count, _left);
            _left -= read;
            return read;
        }

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
