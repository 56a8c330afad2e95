using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Platform.Standins.Redis;

/// <summary>A redis-server process of the tests' own, on a free port, without persistence, behind a password.</summary>
public sealed class RedisServer : IAsyncLifetime
{
    private const string Password = "conformance";

    private readonly string _directory = Directory.CreateTempSubdirectory("standins-redis-").FullName;
    private readonly string[] _extraArguments;
    private Process? _process;

    public RedisServer()
        : this([])
    {
    }

    private RedisServer(string[] extraArguments) => _extraArguments = extraArguments;

    public int Port { get; } = FreePort();

    public int TlsPort { get; } = FreePort();

    /// <summary>A server that also listens with TLS, with this certificate and key (PEM files).</summary>
    public static RedisServer WithTls(string certificateFile, string keyFile)
    {
        return new RedisServer(
            ["--tls-port", "{tls}", "--tls-cert-file", certificateFile, "--tls-key-file", keyFile, "--tls-auth-clients", "no"]);
    }

    public async ValueTask InitializeAsync()
    {
        string[] arguments =
        [
            "--port", $"{Port}", "--bind", "127.0.0.1", "--requirepass", Password, "--save", "", "--appendonly", "no", "--dir", _directory,
            .. _extraArguments.Select(a => a == "{tls}" ? $"{TlsPort}" : a),
        ];
        _process = Start("redis-server", arguments);
        var log = _process.StandardOutput.ReadToEndAsync(); // read all along, or the pipe fills up

        // No pause between the attempts: each one is a process start.
        while (Cli("ping") != "PONG")
        {
            if (_process.HasExited)
                throw new InvalidOperationException($"redis-server {string.Join(' ', arguments)} ended with {_process.ExitCode}:\n{await log}");
        }
    }

    /// <summary>Kills the process, as a crash would. <see cref="InitializeAsync"/> starts it again on the same port, empty.</summary>
    public void Kill()
    {
        _process!.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _process = null;
    }

    public ConfigurationOptions Options() => new()
    {
        EndPoints = { { IPAddress.Loopback, Port } },
        Password = Password,
        AllowAdmin = true,
        AbortOnConnectFail = false,
        SyncTimeout = 60_000,
        AsyncTimeout = 60_000,
        ConnectTimeout = 30_000,
        ReconnectRetryPolicy = new LinearRetry(100),
    };

    /// <summary>What redis-cli prints for a command: the check that does not pass through the library.</summary>
    public string Cli(params string[] command)
    {
        using var cli = Start("redis-cli", ["-p", $"{Port}", "-a", Password, "--no-auth-warning", .. command]);
        var output = cli.StandardOutput.ReadToEnd();
        cli.WaitForExit();
        return output.EndsWith('\n') ? output[..^1] : output;
    }

    public ValueTask DisposeAsync()
    {
        if (_process is not null) Kill();
        Directory.Delete(_directory, recursive: true);
        return ValueTask.CompletedTask;
    }

    private static Process Start(string file, string[] arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new InvalidOperationException($"These tests need {file} on the PATH (Debian: redis-server, redis-tools).", e);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
