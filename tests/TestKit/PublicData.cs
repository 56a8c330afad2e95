namespace Platform.TestKit;

/// <summary>Public data sets to test with; they stay outside the project (<c>PLATFORM_DATA</c>, or
/// <c>../shared/data</c> beside it).</summary>
public static class PublicData
{
    /// <summary>The file's path, or null where the data is not there: skip with <see cref="Missing"/>.</summary>
    public static string? Find(string relativePath)
    {
        var path = Path.Combine(Folder(), relativePath);
        return File.Exists(path) || Directory.Exists(path) ? path : null;
    }

    public static string Missing(string relativePath) =>
        $"The public data {relativePath} is not at {Folder()}; set PLATFORM_DATA to its folder.";

    private static string Folder()
    {
        if (Environment.GetEnvironmentVariable("PLATFORM_DATA") is { Length: > 0 } configured)
            return configured;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Platform.sln")))
                return Path.Combine(folder.Parent?.FullName ?? "/", "shared", "data");
        }

        return "shared/data";
    }
}
