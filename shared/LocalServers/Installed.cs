using System.Globalization;

namespace Platform.LocalServers;

/// <summary>Finds the programs of the system's packages.</summary>
internal static class Installed
{
    private static readonly string[] Places = ["/usr/bin", "/usr/sbin", "/usr/local/bin", "/usr/local/sbin"];

    /// <exception cref="LocalServerException">It is not installed; the text names the package.</exception>
    internal static string Program(string program, string package) =>
        Places
            .Concat(
                (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries)
            )
            .Select(place => Path.Combine(place, program))
            .FirstOrDefault(File.Exists)
        ?? throw Missing(program, package);

    /// <summary>The programs of the newest installed PostgreSQL; Debian keeps them out of the path.</summary>
    internal static string PostgresProgram(string program)
    {
        const string root = "/usr/lib/postgresql";
        var newest = !Directory.Exists(root)
            ? null
            : Directory
                .GetDirectories(root)
                .Select(version =>
                    (
                        Number: double.TryParse(Path.GetFileName(version), CultureInfo.InvariantCulture, out var n)
                            ? n
                            : 0,
                        File: Path.Combine(version, "bin", program)
                    )
                )
                .Where(candidate => File.Exists(candidate.File))
                .MaxBy(candidate => candidate.Number)
                .File;
        return newest ?? Program(program, "postgresql");
    }

    internal static string RabbitMqServer() => RabbitMqProgram("rabbitmq-server");

    internal static string RabbitMqControl() => RabbitMqProgram("rabbitmqctl");

    private static string RabbitMqProgram(string program)
    {
        // The wrapper in /usr/sbin switches to the user rabbitmq, who may not write here.
        var file = Path.Combine("/usr/lib/rabbitmq/bin", program);
        return File.Exists(file) ? file : throw Missing(program, "rabbitmq-server");
    }

    private static LocalServerException Missing(string program, string package) =>
        new(
            $"{program} is not installed. On Debian or Ubuntu: apt-get install {package} (./platform up and "
                + $"./platform test do it for you)."
        );
}
