using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Platform.LocalServers;

/// <summary>
/// A process that does not outlive its parent: the kernel signals it when the parent dies (setpriv --pdeathsig), and a
/// file in its directory lets the next start find what is left over all the same. It runs in a session of its own, so
/// that Ctrl-C in the terminal reaches the parent alone, which stops things in order.
/// </summary>
public sealed partial class ChildProcess
{
    // "exec" all the way: the process id seen here is the program's own.
    private const string Shell = """exec >>"$0" 2>&1 </dev/null; exec setsid setpriv "$@" """;

    // Not .pid: the servers have files of that name for themselves.
    private const string Suffix = ".child";

    private readonly Process _process;
    private readonly string _pidFile;

    private ChildProcess(Process process, string pidFile)
    {
        _process = process;
        _pidFile = pidFile;
        Id = process.Id;
        Exited = process.WaitForExitAsync();
    }

    public int Id { get; }

    /// <summary>Completes when the process has ended.</summary>
    public Task Exited { get; }

    public bool HasExited => _process.HasExited;

    /// <summary>128 + the signal's number for a process that a signal ended; null while it runs.</summary>
    public int? ExitCode => _process.HasExited ? _process.ExitCode : null;

    /// <summary>Starts a program, its output appended to the log; the pid file is
    /// &lt;directory&gt;/&lt;name&gt;.child.</summary>
    public static ChildProcess Start(string name, Launch launch, string directory, string logFile)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(logFile))!);
        var start = new ProcessStartInfo("/bin/sh")
        {
            WorkingDirectory = launch.WorkingDirectory ?? directory,
            UseShellExecute = false,
        };
        foreach (var argument in (string[])["-c", Shell, logFile, "--pdeathsig", NameOf(launch.OrphanSignal)])
            start.ArgumentList.Add(argument);
        if (launch.User is { } user)
        {
            foreach (var argument in (string[])["--reuid", user, "--regid", user, "--init-groups"])
                start.ArgumentList.Add(argument);
        }
        start.ArgumentList.Add("--");
        // A shell drops variables whose names it could not have itself (services__health-scoring__...): env sets those.
        var (ours, shells) = (
            launch.Environment.Where(v => !ShellName().IsMatch(v.Key)).ToList(),
            launch.Environment.Where(v => ShellName().IsMatch(v.Key))
        );
        if (ours.Count > 0)
            start.ArgumentList.Add("env");
        foreach (var (key, value) in ours.Where(v => v.Value is not null))
            start.ArgumentList.Add($"{key}={value}");
        start.ArgumentList.Add(launch.Program);
        foreach (var argument in launch.Arguments)
            start.ArgumentList.Add(argument);
        foreach (var (key, value) in shells)
        {
            if (value is null)
                start.Environment.Remove(key);
            else
                start.Environment[key] = value;
        }

        var process = SpawningThread.Run(() => Process.Start(start)!);
        var pidFile = Path.Combine(directory, name + Suffix);
        File.WriteAllText(
            pidFile,
            string.Create(CultureInfo.InvariantCulture, $"{process.Id} {StartedAt(process.Id)}")
        );
        return new ChildProcess(process, pidFile);
    }

    /// <summary>Sends the signal, waits, kills what is left of the process and its descendants.</summary>
    public async Task StopAsync(Signal signal, TimeSpan patience)
    {
        if (!_process.HasExited)
        {
            _ = NativeMethods.SendSignal(Id, (int)signal);
            try
            {
                await Exited.WaitAsync(patience);
            }
            catch (TimeoutException)
            {
                // Killed below.
            }
        }
        Kill();
    }

    /// <summary>kill -9 to the process and its descendants, and waits until the process is gone.</summary>
    public void Kill()
    {
        SignalAll(Signal.Kill);
        // A process that is being started has no session of its own yet.
        _process.Kill();
        _process.WaitForExit();
        File.Delete(_pidFile);
    }

    /// <summary>Signals the process and its descendants.</summary>
    public void SignalAll(Signal signal) => _ = NativeMethods.SendSignal(-Id, (int)signal);

    /// <summary>Ends what an earlier run, itself killed, left behind under this directory. Returns the names of what
    /// was ended.</summary>
    public static async Task<IReadOnlyList<string>> SweepAsync(string directory)
    {
        if (!Directory.Exists(directory))
            return [];
        var swept = new List<string>();
        foreach (
            var file in Directory.EnumerateFiles(
                directory,
                "*" + Suffix,
                new EnumerationOptions
                {
                    RecurseSubdirectories = true,
                    MaxRecursionDepth = 2,
                    IgnoreInaccessible = true,
                }
            )
        )
        {
            if (await EndLeftoverAsync(file))
                swept.Add(Path.GetFileNameWithoutExtension(file));
            File.Delete(file);
        }
        return swept;
    }

    private static async Task<bool> EndLeftoverAsync(string pidFile)
    {
        // A process id alone may have been given to somebody else since; with its start time it is unmistakable.
        var parts = (await File.ReadAllTextAsync(pidFile)).Split(' ');
        if (parts.Length != 2 || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            return false;
        bool Lives() =>
            StartedAt(id) is { Length: > 0 } started
            && string.Equals(started, parts[1].Trim(), StringComparison.Ordinal);
        if (!Lives())
            return false;

        // Whoever was orphaned has its signal already and may be on its way out: give it time before force.
        _ = NativeMethods.SendSignal(id, (int)Signal.Terminate);
        for (var waited = 0; waited < 100 && Lives(); waited++)
            await Task.Delay(100);
        _ = NativeMethods.SendSignal(-id, (int)Signal.Kill);
        while (Lives())
            await Task.Delay(20);
        return true;
    }

    /// <summary>The kernel's start time of a process in clock ticks since boot; empty when it does not exist or is a
    /// zombie.</summary>
    private static string StartedAt(int id)
    {
        try
        {
            var stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/stat"));
            // The second field, the program's name in brackets, may contain spaces.
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] is "Z" or "X" ? "" : fields[19];
        }
        catch (IOException)
        {
            return "";
        }
        catch (UnauthorizedAccessException)
        {
            return "";
        }
    }

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]*$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ShellName();

    private static string NameOf(Signal signal) =>
        signal switch
        {
            Signal.Interrupt => "INT",
            Signal.Kill => "KILL",
            Signal.Terminate => "TERM",
            _ => throw new ArgumentOutOfRangeException(
                nameof(signal),
                signal,
                "An orphan can be interrupted, terminated or killed."
            ),
        };
}
