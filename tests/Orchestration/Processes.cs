using System.Globalization;

namespace Platform.Orchestration;

public sealed record RunningProcess(int Id, string CommandLine, string Environment);

/// <summary>What runs on this machine, from /proc.</summary>
public static class Processes
{
    /// <summary>Processes whose command line or environment has the text, but for this one.</summary>
    public static IReadOnlyList<RunningProcess> Mentioning(string text) =>
        [
            .. All()
                .Where(p =>
                    p.Id != System.Environment.ProcessId
                    && (
                        p.CommandLine.Contains(text, StringComparison.Ordinal)
                        || p.Environment.Contains(text, StringComparison.Ordinal)
                    )
                ),
        ];

    public static IReadOnlyList<RunningProcess> Named(string program) =>
        [.. All().Where(p => Path.GetFileName(p.CommandLine.Split('\0')[0]) == program)];

    private static IEnumerable<RunningProcess> All()
    {
        foreach (var directory in Directory.GetDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(directory), NumberStyles.None, CultureInfo.InvariantCulture, out var id))
                continue;
            var command = Read(Path.Combine(directory, "cmdline"));
            // Kernel threads and processes that have just ended have none.
            if (command.Length > 0)
                yield return new RunningProcess(id, command, Read(Path.Combine(directory, "environ")));
        }
    }

    private static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
