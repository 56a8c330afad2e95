using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Npgsql;

namespace Platform.TestKit;

/// <summary>Searches a whole database for texts: every table, every column, binary ones too, in any case and as JSON
/// escapes them.</summary>
public static class Traces
{
    /// <returns>As <c>schema.table: text</c>, sorted.</returns>
    public static async Task<IReadOnlyList<string>> OfAsync(string connectionString, params IEnumerable<string> texts)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        var traces = new SortedSet<string>(StringComparer.Ordinal);
        var sought = texts.ToList();
        foreach (var table in await TablesAsync(source))
        {
            // One look at the table for all texts; which of them it is matters only where there is one.
            if (!await HasAsync(source, table, sought.SelectMany(Spellings)))
                continue;
            foreach (var text in sought)
                if (await HasAsync(source, table, Spellings(text)))
                    traces.Add($"{table}: {text}");
        }
        return [.. traces];
    }

    private static async Task<bool> HasAsync(NpgsqlDataSource source, string table, IEnumerable<string> spellings)
    {
        // The offset keeps a row from being written out as text once for each spelling.
        await using var command = source.CreateCommand(
            $"select exists (select 1 from (select lower(one::text) as shown from {table} one offset 0) line "
                + $"where exists (select 1 from unnest(@spellings) s where strpos(shown, lower(s)) > 0))"
        );
        command.CommandTimeout = 120;
        command.Parameters.AddWithValue("spellings", spellings.Distinct(StringComparer.Ordinal).ToArray());
        return await command.ExecuteScalarAsync() is true;
    }

    /// <summary>The text as it stands in files: plain, composed and decomposed, and as JSON writes it.</summary>
    public static IEnumerable<string> InFiles(string text) =>
        from form in new[]
        {
            text.Normalize(NormalizationForm.FormC),
            text.Normalize(NormalizationForm.FormD),
        }.Distinct(StringComparer.Ordinal)
        from written in new[]
        {
            form,
            Json(form, JavaScriptEncoder.Default),
            Json(form, JavaScriptEncoder.UnsafeRelaxedJsonEscaping),
        }.Distinct(StringComparer.Ordinal)
        select written;

    // A row as text doubles quotes and backslashes, and shows bytes as hex.
    private static IEnumerable<string> Spellings(string text) =>
        from written in InFiles(text)
        from shown in new[]
        {
            written,
            written.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("\"", "\"\"", StringComparison.Ordinal),
            Convert.ToHexStringLower(Encoding.UTF8.GetBytes(written)),
        }
        select shown;

    private static string Json(string text, JavaScriptEncoder encoder) =>
        JsonEncodedText.Encode(text, encoder).ToString();

    private static async Task<List<string>> TablesAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand(
            """
            select quote_ident(schemaname) || '.' || quote_ident(tablename) from pg_tables
            where schemaname not in ('pg_catalog', 'information_schema') and tablename <> 'schema_migration'
            """
        );
        var tables = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            tables.Add(reader.GetString(0));
        return tables;
    }
}
