namespace Platform.Simulator.Files;

/// <summary>Writes a company to a directory, one file a kind.</summary>
public static class CompanyFiles
{
    /// <summary>Existing files of the same names are replaced, each only once its successor is complete.</summary>
    /// <returns>The files' names with their numbers of rows.</returns>
    public static async Task<IReadOnlyList<(string File, long Rows)>> WriteAsync(
        SoftwareCompany company,
        string directory,
        FileFormat format,
        Action<string, long>? written = null,
        CancellationToken ct = default
    )
    {
        Directory.CreateDirectory(directory);
        var result = new List<(string, long)>();
        foreach (var file in SimulatedFile.All)
        {
            var name = file.Name + (format == FileFormat.Csv ? ".csv" : ".ndjson");
            var path = Path.Combine(directory, name);
            long rows;
            await using (var stream = File.Create(path + ".part"))
                rows = await file.WriteAsync(company, format, stream, ct);

            File.Move(path + ".part", path, overwrite: true);
            result.Add((name, rows));
            written?.Invoke(name, rows);
        }

        return result;
    }
}
