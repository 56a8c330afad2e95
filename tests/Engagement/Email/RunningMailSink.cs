using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Platform.TestKit;

namespace Platform.Engagement.Tests.Email;

/// <summary>The development mail sink, in a process of its own.</summary>
public sealed class RunningMailSink : IAsyncDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("mail-sink-").FullName;
    private readonly HttpClient _client;
    private readonly Process _process;

    public RunningMailSink()
    {
        SmtpPort = FreePort();
        var port = FreePort();
        _client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList =
            {
                Path.Combine(AppContext.BaseDirectory, "Platform.MailSink.dll"),
                $"--urls=http://127.0.0.1:{port}",
                $"--MailSink:DataDirectory={_directory}",
                $"--MailSink:SmtpPort={SmtpPort}",
            },
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        _process = Process.Start(start)!;
        // Nobody reads what it says, and it must not wait for that.
        _process.BeginOutputReadLine();
    }

    public int SmtpPort { get; }

    public Task ReadyAsync() =>
        Eventually.HoldsAsync(
            async () =>
            {
                try
                {
                    using var smtp = new TcpClient();
                    await smtp.ConnectAsync(IPAddress.Loopback, SmtpPort);
                    return (await _client.GetAsync("/health/live")).IsSuccessStatusCode;
                }
                catch (Exception exception) when (exception is HttpRequestException or SocketException)
                {
                    return false;
                }
            },
            "the mail sink takes mail"
        );

    public async Task<IReadOnlyList<JsonElement>> MailsToAsync(string address) =>
        (await _client.GetFromJsonAsync<List<JsonElement>>($"/mails?to={Uri.EscapeDataString(address)}"))!;

    public Task<IReadOnlyList<JsonElement>> MailsToAsync(string address, int atLeast) =>
        Eventually.GetAsync(
            () => MailsToAsync(address),
            mails => mails.Count >= atLeast,
            $"{atLeast} mails to {address}"
        );

    public Task<byte[]> SourceAsync(JsonElement mail) =>
        _client.GetByteArrayAsync($"/mails/{mail.GetProperty("number").GetInt32()}/source");

    public Task<string> PageAsync() => _client.GetStringAsync("/");

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _client.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
