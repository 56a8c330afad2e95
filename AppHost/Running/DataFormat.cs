using Platform.LocalServers;

namespace Platform.AppHost.Running;

/// <summary>
/// By which build the data in a directory was made. Releases from 1.0.0 on upgrade what the ones before them made; what
/// a build before 1.0.0 made is refused before anything is started or changed.
/// </summary>
internal static class DataFormat
{
    private const string File = "format";

    /// <summary>It changes only if a release cannot read what the former one wrote.</summary>
    private const string Current = "1";

    /// <exception cref="LocalServerException">The data is not of a release.</exception>
    internal static void Check(string data)
    {
        var file = Path.Combine(data, File);
        if (!System.IO.File.Exists(file))
        {
            if (System.IO.File.Exists(Path.Combine(data, "installation")))
                throw Refused(data, "by a build before 1.0.0");
            System.IO.File.WriteAllText(file, Current);
            return;
        }

        var format = System.IO.File.ReadAllText(file).Trim();
        if (format != Current)
            throw Refused(data, $"in format {format} by a later release");
    }

    private static LocalServerException Refused(string data, string how) =>
        new(
            $"The data in {data} was made {how}, which this one cannot read: delete the directory, or start beside it "
                + "with --data DIR."
        );
}
