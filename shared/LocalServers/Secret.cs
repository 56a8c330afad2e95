using System.Security.Cryptography;

namespace Platform.LocalServers;

/// <summary>Generated secrets that survive a restart, in files that only their owner may read.</summary>
public static class Secret
{
    /// <summary>The secret in the file; on first use 32 random letters and digits (190 bits).</summary>
    public static string KeptIn(string file)
    {
        if (File.Exists(file))
            return File.ReadAllText(file).Trim();
        var secret = RandomNumberGenerator.GetString(
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789",
            32
        );
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        WritePrivate(file, secret);
        return secret;
    }

    /// <summary>Writes a file with mode 0600, whole or not at all.</summary>
    public static void WritePrivate(string file, string text)
    {
        var draft = file + ".new";
        File.Delete(draft);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var writer = new StreamWriter(draft, options))
            writer.Write(text);
        File.Move(draft, file, overwrite: true);
    }

    /// <summary>A directory with mode 0700, made or corrected.</summary>
    public static void PrivateDirectory(string directory)
    {
        const UnixFileMode own = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(directory);
        else
            Directory.CreateDirectory(directory, own);
        if (!OperatingSystem.IsWindows() && File.GetUnixFileMode(directory) != own)
            File.SetUnixFileMode(directory, own);
    }
}
