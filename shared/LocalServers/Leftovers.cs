using System.Globalization;
using System.Text;

namespace Platform.LocalServers;

/// <summary>
/// Processes of an installation whose host was killed. All that a host starts has the installation's id in its
/// environment, where any later run finds it, whoever started what and whatever was written down.
/// </summary>
public static class Leftovers
{
    /// <summary>The variable that carries the installation's id.</summary>
    public const string Variable = "PLATFORM_INSTALLATION";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>The ids of the running processes of an installation, other than the caller.</summary>
    public static IReadOnlyList<int> Of(string installation)
    {
        var wanted = Encoding.UTF8.GetBytes($"{Variable}={installation}");
        return
        [
            .. Directory
                .EnumerateDirectories("/proc")
                .Select(directory =>
                    int.TryParse(
                        Path.GetFileName(directory),
                        NumberStyles.None,
                        CultureInfo.InvariantCulture,
                        out var id
                    )
                        ? id
                        : 0
                )
                .Where(id => id != 0 && id != Environment.ProcessId && Has(id, wanted)),
        ];
    }

    /// <summary>Asks them to stop, as they were when their host went, and kills what is left after 30 s. Returns how
    /// many there were.</summary>
    public static async Task<int> EndAsync(string installation, CancellationToken ct = default)
    {
        var found = Of(installation);
        foreach (var id in found)
            _ = NativeMethods.SendSignal(id, (int)Signal.Terminate);
        var deadline = TimeProvider.System.GetUtcNow() + Patience;
        while (Of(installation) is { Count: > 0 } left)
        {
            if (TimeProvider.System.GetUtcNow() > deadline)
            {
                foreach (var id in left)
                    _ = NativeMethods.SendSignal(id, (int)Signal.Kill);
            }
            await Task.Delay(100, ct);
        }
        return found.Count;
    }

    private static bool Has(int id, byte[] variable)
    {
        try
        {
            var environment = File.ReadAllBytes(string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/environ"));
            return environment.AsSpan().IndexOf(variable) >= 0;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
