using System.Globalization;
using System.Runtime.CompilerServices;

namespace Platform.Renewals.Tests.Revenue;

/// <summary>The public data sets with known answers; they are not part of the project.</summary>
internal static class PlatformData
{
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Read(string file)
    {
        var path = Path.Combine(Folder(), file);
        Assert.SkipUnless(
            File.Exists(path),
            $"{file} was not found in {Folder()}: set PLATFORM_DATA to the folder with the public data sets."
        );
        var lines = File.ReadAllLines(path);
        var header = lines[0].Split(',');
        var rows = new List<IReadOnlyDictionary<string, string>>();
        foreach (var line in lines.Skip(1))
        {
            // These files quote nothing.
            var cells = line.Split(',');
            rows.Add(header.Zip(cells).ToDictionary(c => c.First, c => c.Second, StringComparer.Ordinal));
        }

        return rows;
    }

    public static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);

    private static string Folder([CallerFilePath] string here = "") =>
        Environment.GetEnvironmentVariable("PLATFORM_DATA")
        ?? Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "..", "shared", "data"));
}
