namespace Platform.AppHost;

/// <summary>Finds what other projects of the repository were built to, in the configuration that AppHost was built
/// in.</summary>
internal static class BuiltProject
{
    /// <param name="project">The path of a project file.</param>
    internal static string Assembly(string project)
    {
        var output = new DirectoryInfo(Path.GetDirectoryName(typeof(BuiltProject).Assembly.Location)!);
        // Tests that start this topology are built elsewhere, in the same configuration.
        return Path.Combine(
            Path.GetDirectoryName(project)!,
            "bin",
            output.Parent!.Name,
            output.Name,
            $"Platform.{Path.GetFileNameWithoutExtension(project)}.dll"
        );
    }
}
