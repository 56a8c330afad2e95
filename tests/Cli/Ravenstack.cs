using System.Runtime.CompilerServices;

namespace Platform.Cli.Tests;

/// <summary>The public data set, which is not part of the project: tests that read it skip where it is missing.</summary>
internal static class Ravenstack
{
    public static string Directory()
    {
        var data = Environment.GetEnvironmentVariable("PLATFORM_DATA") ?? Path.Combine(Root(), "..", "shared", "data");
        var directory = Path.GetFullPath(Path.Combine(data, "ravenstack"));
        Assert.SkipUnless(System.IO.Directory.Exists(directory), $"The ravenstack data are not in {directory}; set PLATFORM_DATA to the directory that holds them.");
        return directory;
    }

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));
}
