namespace Platform.LocalServers;

public static class LogTail
{
    /// <summary>The last lines of a log that another process may still be writing, each indented by two
    /// spaces.</summary>
    public static string Of(string file, int lines)
    {
        if (!File.Exists(file))
            return "  (no log was written)";
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(stream);
        var all = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return string.Join(Environment.NewLine, all.TakeLast(lines).Select(l => "  " + l.TrimEnd()));
    }
}
