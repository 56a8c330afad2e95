using System.Diagnostics;
using System.Text.Json;

namespace Platform.Orchestration;

/// <summary>The sample application, run as `./platform` runs the real one: as a process with a data directory.</summary>
public sealed class SampleApplication : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly HttpClient Http = new();
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    private readonly Process _process;
    private readonly List<string> _output = [];

    private SampleApplication(string directory, string[] arguments)
    {
        DataDirectory = directory;
        var start = new ProcessStartInfo("dotnet", [Assembly, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.Environment["PLATFORM_DATA_DIR"] = directory;
        _process = Process.Start(start)!;
        _process.OutputDataReceived += Keep;
        _process.ErrorDataReceived += Keep;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public string DataDirectory { get; }

    public int ProcessId => _process.Id;

    public string Output
    {
        get
        {
            lock (_output) return string.Join('\n', _output);
        }
    }

    private static string Assembly
    {
        get
        {
            var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
            var project = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", ".."));
            return Path.Combine(project, "Sample", "AppHost", "bin", configuration, "net10.0", "Platform.Orchestration.Sample.dll");
        }
    }

    /// <summary>Starts it, without servers unless told otherwise; skips the test where the real Aspire is in the stand-in's place.</summary>
    public static SampleApplication Start(string directory, bool servers = false, params string[] more)
    {
        var hosting = Path.Combine(Path.GetDirectoryName(Assembly)!, "Aspire.Hosting.dll");
        Assert.SkipUnless(FileVersionInfo.GetVersionInfo(hosting).ProductName?.StartsWith("Stand-in", StringComparison.Ordinal) == true,
            "Built with the real Aspire packages: these tests are about the stand-in.");
        return new SampleApplication(directory, [servers ? "--Servers=true" : "--Servers=false", .. more]);
    }

    public async Task UntilHealthyAsync() => await UntilAsync(() => Output.Contains("everything is healthy", StringComparison.Ordinal));

    /// <summary>Waits until something holds; fails with the application's output.</summary>
    public async Task UntilAsync(Func<bool> holds)
    {
        var waited = Stopwatch.StartNew();
        while (!holds())
        {
            if (waited.Elapsed > Patience) Assert.Fail($"Waited {Patience.TotalSeconds} s in vain. The application printed:\n{Output}");
            await Task.Delay(50);
        }
    }

    public IReadOnlyList<SampleProcess> Processes()
    {
        var file = Path.Combine(DataDirectory, "state.json");
        return File.Exists(file) ? JsonSerializer.Deserialize<SampleState>(File.ReadAllText(file), Web)!.Processes : [];
    }

    public SampleProcess The(string name) => Processes().Single(p => p.Name == name);

    /// <summary>The variables that a process was started with, told by itself.</summary>
    public async Task<Dictionary<string, string>> EnvironmentOfAsync(string name) =>
        (await JsonSerializer.DeserializeAsync<Dictionary<string, string>>(await Http.GetStreamAsync(The(name).Addresses["http"] + "/environment")))!;

    public async Task CrashAsync(string name)
    {
        try
        {
            await Http.PostAsync(The(name).Addresses["http"] + "/crash", content: null);
        }
        catch (HttpRequestException)
        {
            // It ends before it answers.
        }
    }

    /// <summary>SIGTERM, and waits; gives the exit code.</summary>
    public async Task<int> TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return _process.ExitCode;
    }

    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync().WaitAsync(Patience);
    }

    public async Task ExitedAsync() => await _process.WaitForExitAsync().WaitAsync(Patience);

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) await TerminateAsync();
        _process.Dispose();
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        lock (_output) _output.Add(line.Data ?? "");
    }

    private sealed record SampleState(IReadOnlyList<SampleProcess> Processes);
}

public sealed record SampleProcess(string Name, string State, int? ProcessId, int Restarts, IReadOnlyDictionary<string, string> Addresses, string Log);
