using System.Diagnostics;
using System.Reflection;
using Shouldly;
using Xunit;

namespace Platform.GrpcStandins;

/// <summary>A script of the node folder, running.</summary>
internal sealed class NodeProcess : IDisposable
{
    private static readonly string Folder = typeof(NodeProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == "NodeFolder").Value!;

    private static readonly Lazy<Task> Packages = new(InstallAsync);

    private readonly Process _process;

    private NodeProcess(Process process) => _process = process;

    public static async Task<NodeProcess> StartAsync(params string[] arguments)
    {
        if (!Exists("node")) MissingNode();
        await Packages.Value;
        return new NodeProcess(Launch("node", arguments));
    }

    /// <summary>The next line the script writes; a script that ended instead fails with what it complained of.</summary>
    public async Task<string> NextLineAsync()
    {
        if (await _process.StandardOutput.ReadLineAsync() is { } line) return line;
        throw new InvalidOperationException($"The script ended early: {await _process.StandardError.ReadToEndAsync()}");
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    private static async Task InstallAsync()
    {
        if (Directory.Exists(Path.Combine(Folder, "node_modules"))) return;

        using var npm = Launch("npm", "ci", "--no-audit", "--no-fund");
        var complaints = npm.StandardError.ReadToEndAsync();
        await npm.StandardOutput.ReadToEndAsync();
        await npm.WaitForExitAsync();
        npm.ExitCode.ShouldBe(0, $"npm ci in {Folder}: {await complaints}");
    }

    private static Process Launch(string program, params string[] arguments) =>
        Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;

    private static bool Exists(string program) =>
        Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));

    private static void MissingNode()
    {
        const string text = "These tests talk to another implementation of gRPC, which runs on node: install node 20 or later and npm.";
        if (Environment.GetEnvironmentVariable("CI") is null) Assert.Skip(text);
        throw new InvalidOperationException(text);
    }
}
