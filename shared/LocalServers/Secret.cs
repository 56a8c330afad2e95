using System.Security.Cryptography;

namespace Platform.LocalServers;

/// <summary>Generated secrets that survive a restart, in files that only their owner may read.</summary>
public static class Secret
{
    /// <summary>The secret in the file; on first use 32 random letters and digits (190 bits).</summary>
    public static async Task<string> KeptInAsync(string file, CancellationToken ct = default)
    {
        if (File.Exists(file)) return (await File.ReadAllTextAsync(file, ct)).Trim();
        var secret = RandomNumberGenerator.GetString("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", 32);
        await WritePrivateAsync(file, secret, ct);
        return secret;
    }

    /// <summary>Writes a file with mode 0600, whole or not at all.</summary>
    public static async Task WritePrivateAsync(string file, string text, CancellationToken ct = default)
    {
        var draft = file + ".new";
        File.Delete(draft);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using (var writer = new StreamWriter(draft, options)) await writer.WriteAsync(text.AsMemory(), ct);
        File.Move(draft, file, overwrite: true);
    }
}
