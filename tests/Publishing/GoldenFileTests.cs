namespace Platform.Publishing.Tests;

/// <summary>
/// What is published is in <c>golden/</c>, so that a change of the topology shows what it does to an installation.
/// After an intended change <c>RENEW_GOLDEN_FILES=true ./platform test Publishing</c> writes it anew; look at the
/// difference before you commit it.
/// </summary>
public sealed class GoldenFileTests(Published published)
{
    private static readonly string Golden = Path.Combine(Published.Repository, "tests/Publishing/golden");

    [Fact]
    public void What_is_published_is_what_the_golden_files_say()
    {
        if (Environment.GetEnvironmentVariable("RENEW_GOLDEN_FILES") == "true")
            Renew();

        var golden = Directory
            .EnumerateFiles(Golden, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Golden, path))
            .Order(StringComparer.Ordinal);
        published.Files.ShouldBe(golden);
        foreach (var file in published.Files)
        {
            var expected = File.ReadAllText(Path.Combine(Golden, file));
            published.Read(file).ShouldBe(expected, $"{file} (RENEW_GOLDEN_FILES=true writes it anew)");
        }
    }

    private void Renew()
    {
        if (Directory.Exists(Golden))
            Directory.Delete(Golden, recursive: true);
        foreach (var file in published.Files)
        {
            var path = Path.Combine(Golden, file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, published.Read(file));
        }
    }
}
