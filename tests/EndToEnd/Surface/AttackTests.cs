using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Platform.EndToEnd.Tests.Surface;

/// <summary>Bodies made to break what reads them, against the gateway and the service behind it: a 4xx, soon, and no
/// memory that stays away.</summary>
public sealed class AttackTests(RunningPlatform platform, ITestOutputHelper output)
{
    /// <summary>MB that each process may need more at its highest, as reliability demands.</summary>
    private const int MoreMemory = 50;

    [Theory]
    [InlineData("a million events")]
    [InlineData("ten thousand levels deep")]
    [InlineData("a hundred megabytes in a few kilobytes of gzip")]
    [InlineData("gzip that is none")]
    [InlineData("bad UTF-8")]
    [InlineData("a hundred megabytes")]
    [InlineData("a name of a megabyte")]
    public async Task A_hostile_body_is_refused(string attack)
    {
        using var ops = await platform.ClientAsync("ops", "attacker");
        // Once without looking: what is compiled and cached at the first call is no matter of the attack.
        await AttackAsync(ops, attack);
        foreach (var process in Readers)
            ForgetPeak(process);
        var before = Readers.ToDictionary(
            process => process,
            process => Memory(process, "VmRSS:"),
            StringComparer.Ordinal
        );
        var watch = System.Diagnostics.Stopwatch.StartNew();

        await AttackAsync(ops, attack);

        var more = Readers.ToDictionary(
            process => process,
            process => Memory(process, "VmHWM:") - before[process],
            StringComparer.Ordinal
        );
        output.WriteLine(
            $"{attack}: {watch.ElapsedMilliseconds} ms, at most "
                + $"{string.Join(", ", more.Select(one => $"{one.Key} {one.Value} MB more"))}"
        );
        more.ShouldAllBe(one => one.Value <= MoreMemory);
        (await ops.GetAsync("/v1/portfolio?limit=1")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static async Task AttackAsync(HttpClient ops, string attack)
    {
        foreach (
            var path in new[]
            {
                "/v1/events",
                "/v1/accounts",
                "/v1/imports?kind=accounts&source=attack&fileName=x.ndjson",
            }
        )
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = Body(attack) };
            // Otherwise the client finds the connection closed while it still writes.
            request.Headers.ExpectContinue = true;
            var (status, accepted) = await SendAsync(ops, request);
            // Of a batch that can be read, bad events are returned one by one.
            if (path == "/v1/events" && status == 202 && accepted == 0)
                continue;
            // An import takes any file and reports what is wrong with its rows.
            if (path.StartsWith("/v1/imports", StringComparison.Ordinal) && status is >= 200 and < 300)
                continue;
            status.ShouldBeInRange(400, 499, $"{attack} to {path}");
            // What unpacks to more than a batch may be is given up there, not read to its end.
            if (path == "/v1/events" && attack.Contains("megabytes", StringComparison.Ordinal))
                status.ShouldBe(413, attack);
        }
    }

    [Fact]
    public async Task A_gRPC_message_above_the_limit_is_refused_by_its_announced_length()
    {
        using var ops = await platform.ClientAsync("ops", "attacker");
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false })
        {
            BaseAddress = new Uri($"http://{platform.Grpc}"),
        };
        // A hundred megabytes by its length; the few bytes that come must be enough to refuse it.
        byte[] frame = [0, 0x06, 0, 0, 0, .. new byte[1_024]];
        using var request = new HttpRequestMessage(HttpMethod.Post, "/platform.accounts.v1.AccountsService/GetAccount")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(frame),
        };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/grpc");
        request.Headers.TryAddWithoutValidation("TE", "trailers");
        request.Headers.Authorization = ops.DefaultRequestHeaders.Authorization;
        using var answer = await client.SendAsync(request);
        await answer.Content.ReadAsByteArrayAsync();

        (
            answer.Headers.TryGetValues("grpc-status", out var early)
                ? early
                : answer.TrailingHeaders.GetValues("grpc-status")
        ).ShouldBe(["8"], "RESOURCE_EXHAUSTED");
    }

    private static async Task<(int Status, int Accepted)> SendAsync(HttpClient client, HttpRequestMessage request)
    {
        try
        {
            using var answer = await client.SendAsync(request);
            var accepted =
                answer.StatusCode == HttpStatusCode.Accepted
                    ? (await answer.Content.ReadFromJsonAsync<JsonElement>()).TryGetProperty("accepted", out var count)
                        ? count.GetInt32()
                        : 0
                    : 0;
            return ((int)answer.StatusCode, accepted);
        }
        catch (HttpRequestException exception) when (exception.InnerException is IOException)
        {
            // The gateway answered and closed while the rest was still being sent.
            return (413, 0);
        }
    }

    private static ByteArrayContent Body(string attack)
    {
        const string one =
            """{"eventId":"x","account":"a:b","user":"u","feature":"f","occurredAt":"2026-01-01T00:00:00Z"}""";
        switch (attack)
        {
            case "a million events":
                return Json(
                    Encoding.UTF8.GetBytes($$"""{"events":[{{string.Join(',', Enumerable.Repeat(one, 1_000_000))}}]}""")
                );
            case "ten thousand levels deep":
                return Json(
                    Encoding.UTF8.GetBytes($$"""{"events":{{new string('[', 10_000)}}{{new string(']', 10_000)}}}""")
                );
            case "bad UTF-8":
                return Json([
                    .. "{\"events\":[{\"eventId\":\""u8,
                    0xff,
                    0xfe,
                    0xc0,
                    .. "\"}],\"name\":\""u8,
                    0xff,
                    .. "\"}"u8,
                ]);
            case "a hundred megabytes":
                return Json(new byte[100_000_000]);
            case "a name of a megabyte":
                return Json(
                    Encoding.UTF8.GetBytes(
                        $$"""
                        {"name":"{{new string('n', 1_000_000)}}",
                        "events":[{"eventId":"{{new string('e', 1_000)}}"}]}
                        """.ReplaceLineEndings("")
                    )
                );
            case "gzip that is none":
                return Zipped(Encoding.UTF8.GetBytes("this was never zipped"));
            default:
                using (var packed = new MemoryStream())
                {
                    using (var zip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
                        zip.Write(new byte[100_000_000]);
                    return Zipped(packed.ToArray());
                }
        }
    }

    private static ByteArrayContent Json(byte[] body)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }

    private static ByteArrayContent Zipped(byte[] body)
    {
        var content = Json(body);
        content.Headers.ContentEncoding.Add("gzip");
        return content;
    }

    /// <summary>The processes that read bodies.</summary>
    private IReadOnlyList<string> Readers =>
        [.. new[] { "gateway", "accounts", "health-scoring" }.SelectMany(platform.ProcessesOf)];

    /// <summary>Resident memory in MB, now (<c>VmRSS</c>) or at its highest (<c>VmHWM</c>).</summary>
    private int Memory(string process, string which) =>
        int.Parse(
            File.ReadLines($"/proc/{platform.ProcessIdOf(process)}/status")
                .First(line => line.StartsWith(which, StringComparison.Ordinal))
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
            CultureInfo.InvariantCulture
        ) / 1024;

    /// <summary>From here on the kernel keeps the highest anew.</summary>
    private void ForgetPeak(string process) =>
        File.WriteAllText($"/proc/{platform.ProcessIdOf(process)}/clear_refs", "5");
}
