using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Platform.ServiceKit.Auth;

namespace Platform.Gateway.Tests;

/// <summary>What reliability demands of bad input: a 4xx, no leak of internals, and the gateway still there afterwards.</summary>
public sealed class AttackTests(GatewayUnderTest gateway) : IClassFixture<GatewayUnderTest>
{
    [Fact]
    public async Task A_body_above_the_limit_is_refused_before_it_is_read()
    {
        using var client = await gateway.PersonAsync(Roles.Ops);
        using var content = new StreamContent(new EndlessStream(100_000_000));
        content.Headers.ContentLength = 100_000_000;
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/contacts") { Content = content };
        // Otherwise the client finds the connection closed while it still writes.
        request.Headers.ExpectContinue = true;
        (await client.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task A_chunked_body_above_the_limit_is_cut_off()
    {
        gateway.Upstreams["accounts"].Answer = async context =>
        {
            await context.Request.Body.CopyToAsync(System.IO.Stream.Null);
            context.Response.StatusCode = 200;
        };
        using var client = await gateway.PersonAsync(Roles.Ops);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/contacts") { Content = new StreamContent(new EndlessStream(20_000_000)) };
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
    }

    [Theory]
    [InlineData("GET /v1/accounts HTTP/1.1\r\nHost: x\r\nX-Big: {64KB}\r\n\r\n", 431)]
    [InlineData("GET /v1/accounts?{64KB} HTTP/1.1\r\nHost: x\r\n\r\n", 414)]
    [InlineData("GET /v1/accounts HTTP/1.1\r\n\r\n", 400)]
    [InlineData("POST /v1/events HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!", 400)]
    [InlineData("POST /v1/events HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /v1/api-keys HTTP/1.1\r\nHost: x\r\n\r\n", 401)]
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
        (await stream.ReadAtLeastAsync(buffer, 12, throwOnEndOfStream: false, patience.Token)).ShouldBeGreaterThanOrEqualTo(12);
        Encoding.ASCII.GetString(buffer, 9, 3).ShouldBe(status.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Headers_by_which_a_caller_would_pretend_something_do_not_reach_a_service()
    {
        var upstream = gateway.Upstreams["renewals"];
        using var client = await gateway.PersonAsync(Roles.Csm, "honest");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/renewals");
        foreach (var header in new[] { "X-Forwarded-For", "X-Forwarded-Host", "X-Original-URL", "X-Rewrite-URL", "Forwarded", "X-HTTP-Method-Override" })
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
        var slow = Enumerable.Range(0, 50).Select(async _ =>
        {
            using var socket = new TcpClient();
            await socket.ConnectAsync("localhost", gateway.Address.Port);
            var stream = socket.GetStream();
            await stream.WriteAsync("GET /v1/accounts HTTP/1.1\r\nHost: x\r\nX-Slow: "u8.ToArray());
            var buffer = new byte[256];
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(40));
            var read = await stream.ReadAsync(buffer, patience.Token);
            return read == 0 ? "closed" : Encoding.ASCII.GetString(buffer, 9, 3);
        }).ToList();

        using var client = await gateway.PersonAsync(Roles.Csm);
        (await client.GetAsync("/v1/portfolio")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Task.WhenAll(slow)).ShouldAllBe(end => end == "408" || end == "closed");
    }

    private sealed class EndlessStream(long length) : System.IO.Stream
    {
        private long _left = length;

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = (int)Math.Min(count, _left);
            _left -= read;
            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
