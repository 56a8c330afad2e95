using System.Runtime.CompilerServices;

namespace Platform.Publishing.Tests;

/// <summary>
/// What <c>aspire publish</c> writes, once for all tests: by an AppHost whose settings say what must not be published,
/// namely development tokens and real passwords.
/// </summary>
public sealed class Published : IAsyncLifetime
{
    public const string Password = "neverInAnyFile0123456789";

    public static string Repository { get; } = FindRepository();

    public string Folder { get; } = Directory.CreateTempSubdirectory("platform-publishing-").FullName;

    /// <summary>Paths below <see cref="Folder"/>, in order.</summary>
    public IReadOnlyList<string> Files { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        var appHost = typeof(Projects.Gateway).Assembly.GetName().Name;
        // What was built, not what lies beside the tests: that has another version of a library.
        var output = Path.GetRelativePath(Path.Combine(Repository, "tests/Publishing"), AppContext.BaseDirectory);
        await Programs.RunAsync(
            "dotnet",
            [
                Path.Combine(Repository, "AppHost", output, $"{appHost}.dll"),
                "--operation",
                "publish",
                "--step",
                "publish",
                "--output-path",
                Folder,
                "--DevelopmentTokens:Enabled=true",
                "--HealthScoring:Replicas=3",
            ],
            Folder,
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["DevelopmentTokens__Enabled"] = "true",
                ["DOTNET_ENVIRONMENT"] = "Development",
                ["Parameters__internal-token-key"] = Password,
                ["Parameters__postgres-password"] = Password,
                ["Parameters__rabbitmq-password"] = Password,
                ["Parameters__redis-password"] = Password,
            }
        );
        Files =
        [
            .. Directory
                .EnumerateFiles(Folder, "*", SearchOption.AllDirectories)
                .Select(path => Path.GetRelativePath(Folder, path))
                .Order(StringComparer.Ordinal),
        ];
    }

    public string Read(string path) => File.ReadAllText(Path.Combine(Folder, path));

    public ValueTask DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private static string FindRepository([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../.."));
}
