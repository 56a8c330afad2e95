namespace Platform.LocalServers;

/// <summary>Keeps a second instance out of a data directory; the kernel gives the lock back however its holder
/// ends.</summary>
public sealed class DirectoryLock : IDisposable
{
    private readonly FileStream _file;

    private DirectoryLock(FileStream file) => _file = file;

    /// <exception cref="LocalServerException">Another process holds it.</exception>
    public static DirectoryLock Take(string directory)
    {
        Directory.CreateDirectory(directory);
        LetOthersPass(directory);
        var path = Path.Combine(directory, "lock");
        try
        {
            return new DirectoryLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException e)
        {
            throw new LocalServerException(
                $"{directory} is in use by another running instance. Stop that one, or choose another directory "
                    + $"(PLATFORM_DATA_DIR).",
                e
            );
        }
    }

    public void Dispose() => _file.Dispose();

    /// <summary>A fresh temporary directory of root is closed to the system user that PostgreSQL runs as; passing
    /// through is all that it needs.</summary>
    private static void LetOthersPass(string directory)
    {
        if (!OperatingSystem.IsWindows() && Environment.UserName == "root")
            File.SetUnixFileMode(directory, File.GetUnixFileMode(directory) | UnixFileMode.OtherExecute);
    }
}
