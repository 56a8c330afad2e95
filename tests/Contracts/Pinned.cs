using System.Runtime.CompilerServices;

namespace Platform.Contracts.Tests;

/// <summary>A text file of facts that may grow and must not lose a line.</summary>
internal static class Pinned
{
    public static void Compare(
        string file,
        IReadOnlyList<string> now,
        string lostMeans,
        [CallerFilePath] string here = ""
    )
    {
        var path = Path.Combine(Path.GetDirectoryName(here)!, "Pinned", file);
        if (string.Equals(Environment.GetEnvironmentVariable("PLATFORM_PIN"), "1", StringComparison.Ordinal))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllLines(path, now);
        }

        var pinned = File.ReadAllLines(path);
        pinned.Except(now, StringComparer.Ordinal).ShouldBeEmpty(lostMeans);
        now.Except(pinned, StringComparer.Ordinal)
            .ShouldBeEmpty(
                $"new and not pinned yet: run this test with PLATFORM_PIN=1 and commit tests/Contracts/Pinned/{file}"
            );
    }
}
