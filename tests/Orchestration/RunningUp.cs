using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Platform.LocalServers;

namespace Platform.Orchestration;

/// <summary><c>./platform up</c> as a process of its own, as an operator starts it, on a data directory.</summary>
internal sealed class RunningUp : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly List<string> _output = [];
    private readonly Process _process;

    private RunningUp(string data, params string[] arguments)
    {
        Data = data;
        // exec all the way: the id is AppHost's own.
        var start = new ProcessStartInfo(
            Path.Combine(Root, "platform"),
            ["up", "--no-sample", "--data", data, .. arguments]
        )
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["Servers"] = "processes";
        // Receivers of webhooks are of these tests, on this machine.
        start.Environment["Webhooks__AllowPrivateAddresses"] = "true";
        // Built already, with these tests.
        start.Environment.Remove("CI");
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public string Data { get; }

    public string Output
    {
        get
        {
            lock (_output)
                return string.Join('\n', _output);
        }
    }

    public int Id => _process.Id;

    public string Installation => File.ReadAllText(Path.Combine(Data, "installation")).Trim();

    /// <summary>How to reach it, as commands read it.</summary>
    public JsonElement Record => JsonDocument.Parse(File.ReadAllText(Path.Combine(Data, "running.json"))).RootElement;

    public Uri Gateway => new(Record.GetProperty("http").GetString()!);

    private static string Root
    {
        get
        {
            var root = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(root.FullName, "Platform.sln")))
                root = root.Parent!;
            return root.FullName;
        }
    }

    public static RunningUp Start(string data, params string[] arguments) => new(data, arguments);

    public Task UntilReadyAsync() =>
        UntilAsync("the addresses are printed", () =>
            Output.Contains("Ctrl-C stops everything", StringComparison.Ordinal)
        );

    public async Task UntilAsync(string what, Func<bool> holds)
    {
        var watch = Stopwatch.StartNew();
        while (!holds())
        {
            if (_process.HasExited)
                throw new InvalidOperationException($"It ended with {_process.ExitCode} before {what}:\n{Output}");
            if (watch.Elapsed > Patience)
                throw new TimeoutException($"Not within {Patience}: {what}.\n{Output}");
            await Task.Delay(100);
        }
    }

    public async Task<int> ExitAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return _process.ExitCode;
    }

    public async Task<int> StopAsync(Signal signal)
    {
        using var kill = Process.Start("kill", [$"-{(int)signal}", Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        return await ExitAsync();
    }

    /// <summary>A command of the command line tool against this installation.</summary>
    public async Task<(int Exit, string Output)> CommandAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(Root, "platform"), arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PLATFORM_DATA_DIR"] = Data;
        start.Environment.Remove("CI");
        using var command = Process.Start(start)!;
        var errors = command.StandardError.ReadToEndAsync();
        var output = await command.StandardOutput.ReadToEndAsync();
        await command.WaitForExitAsync();
        return (command.ExitCode, output + await errors);
    }

    /// <summary>Calls as the operator.</summary>
    public async Task<HttpClient> ClientAsync()
    {
        var http = new HttpClient { BaseAddress = Gateway };
        var token = await http.PostAsJsonAsync("/v1/tokens", new { user = "ops-01", role = "ops" });
        var issued = await token.Content.ReadFromJsonAsync<JsonElement>();
        http.DefaultRequestHeaders.Authorization = new("Bearer", issued.GetProperty("accessToken").GetString());
        return http;
    }

    /// <summary>The names of the accounts in its book.</summary>
    public async Task<IReadOnlyList<string>> AccountsAsync()
    {
        using var http = await ClientAsync();
        var page = await http.GetFromJsonAsync<JsonElement>("/v1/accounts?limit=100");
        return
        [
            .. page.GetProperty("items").EnumerateArray().Select(account => account.GetProperty("name").GetString()!),
        ];
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await StopAsync(Signal.Terminate);
        _process.Dispose();
    }

    private void Keep(string? line)
    {
        if (line is null)
            return;
        lock (_output)
            _output.Add(line);
    }
}
