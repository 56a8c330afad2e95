using System.Diagnostics;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Platform.SuccessPlans.Tests.Sharing;

/// <summary>Headless Chromium, driven by its own protocol over a socket; from Debian's package
/// <c>chromium</c>.</summary>
internal sealed partial class Browser : IAsyncDisposable
{
    private readonly Process _process;
    private readonly string _profile;
    private readonly ClientWebSocket _socket = new();
    private string _session = "";
    private int _id;

    private Browser(Process process, string profile) => (_process, _profile) = (process, profile);

    /// <summary>Null where none is installed.</summary>
    public static string? Path { get; } =
        new[] { "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }.FirstOrDefault(
            File.Exists
        );

    public const string Missing =
        "No Chromium here: apt-get install chromium (./platform test does it), then the pages are looked at too.";

    public static async Task<Browser> StartAsync()
    {
        var profile = Directory.CreateTempSubdirectory("chromium-").FullName;
        var start = new ProcessStartInfo(Path!) { UseShellExecute = false, RedirectStandardError = true };
        foreach (
            var argument in new[]
            {
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-extensions",
                "--hide-scrollbars",
                "--remote-debugging-port=0",
                $"--user-data-dir={profile}",
                "about:blank",
            }
        )
            start.ArgumentList.Add(argument);
        var browser = new Browser(Process.Start(start)!, profile);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        string? line;
        Match found;
        do
        {
            line = await browser._process.StandardError.ReadLineAsync(patience.Token)
                ?? throw new InvalidOperationException("Chromium ended before it listened.");
            found = Listening().Match(line);
        } while (!found.Success);
        _ = browser._process.StandardError.ReadToEndAsync(CancellationToken.None);
        await browser._socket.ConnectAsync(new Uri(found.Groups["url"].Value), patience.Token);
        var target = (await browser.CallAsync("Target.createTarget", new { url = "about:blank" }))
            .GetProperty("targetId")
            .GetString();
        browser._session = (await browser.CallAsync("Target.attachToTarget", new { targetId = target, flatten = true }))
            .GetProperty("sessionId")
            .GetString()!;
        await browser.CallAsync("Page.enable", new { });
        return browser;
    }

    public Task SizeAsync(int width, int height) =>
        CallAsync(
            "Emulation.setDeviceMetricsOverride",
            new
            {
                width,
                height,
                deviceScaleFactor = 1,
                mobile = width < 600,
            }
        );

    public Task ScriptsAsync(bool allowed) =>
        CallAsync("Emulation.setScriptExecutionDisabled", new { value = !allowed });

    public async Task OpenAsync(Uri url)
    {
        await CallAsync("Page.navigate", new { url = url.ToString() });
        await UntilAsync("document.readyState === 'complete' && location.href !== 'about:blank'");
    }

    /// <summary>Works also where the page's own scripts are switched off.</summary>
    public async Task<JsonElement> EvaluateAsync(string expression)
    {
        var answer = await CallAsync(
            "Runtime.evaluate",
            new
            {
                expression,
                returnByValue = true,
                awaitPromise = true,
            }
        );
        return answer.GetProperty("result").TryGetProperty("value", out var value) ? value : default;
    }

    public async Task UntilAsync(string expression)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (await EvaluateAsync(expression) is not { ValueKind: JsonValueKind.True })
            await Task.Delay(50, patience.Token);
    }

    public async Task PressAsync(string key, int code, string? text = null)
    {
        object down = text is null
            ? new
            {
                type = "rawKeyDown",
                key,
                code = key,
                windowsVirtualKeyCode = code,
            }
            : new
            {
                type = "keyDown",
                key,
                code = key,
                windowsVirtualKeyCode = code,
                text,
            };
        await CallAsync("Input.dispatchKeyEvent", down);
        await CallAsync(
            "Input.dispatchKeyEvent",
            new
            {
                type = "keyUp",
                key,
                code = key,
                windowsVirtualKeyCode = code,
            }
        );
    }

    public Task TypeAsync(string text) => CallAsync("Input.insertText", new { text });

    public async Task<byte[]> ScreenshotAsync() =>
        (await CallAsync("Page.captureScreenshot", new { format = "png", captureBeyondViewport = true }))
            .GetProperty("data")
            .GetBytesFromBase64();

    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        try
        {
            Directory.Delete(_profile, recursive: true);
        }
        catch (IOException)
        {
            // A child may still be writing; the folder is temporary.
        }
    }

    private async Task<JsonElement> CallAsync(string method, object parameters)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var id = ++_id;
        var message =
            _session.Length == 0
                ? JsonSerializer.SerializeToUtf8Bytes(
                    new
                    {
                        id,
                        method,
                        @params = parameters,
                    }
                )
                : JsonSerializer.SerializeToUtf8Bytes(
                    new
                    {
                        id,
                        method,
                        @params = parameters,
                        sessionId = _session,
                    }
                );
        await _socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, patience.Token);
        while (true)
        {
            using var whole = new MemoryStream();
            var buffer = new byte[65_536];
            ValueWebSocketReceiveResult part;
            do
            {
                part = await _socket.ReceiveAsync(buffer.AsMemory(), patience.Token);
                whole.Write(buffer, 0, part.Count);
            } while (!part.EndOfMessage);
            var answer = JsonSerializer.Deserialize<JsonElement>(whole.ToArray());
            if (!answer.TryGetProperty("id", out var of) || of.GetInt32() != id)
                continue;
            return answer.TryGetProperty("result", out var result)
                ? result
                : throw new InvalidOperationException($"{method}: {answer}");
        }
    }

    [GeneratedRegex(@"DevTools listening on (?<url>ws://\S+)", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Listening();
}
