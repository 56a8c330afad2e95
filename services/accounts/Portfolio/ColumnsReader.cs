using System.Buffers;
using System.Data.Common;
using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Platform.ServiceKit.Data;

namespace Platform.Accounts.Portfolio;

/// <summary>
/// Reads the portfolio as columns. The last few answers are kept: whether one still holds is a look at an index, so
/// that a book that has not changed is neither read nor compressed again.
/// </summary>
internal sealed class ColumnsReader(Database database)
{
    private const int Kept = 16;

    private static readonly JsonWriterOptions Plain = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    private readonly Lock _lock = new();
    private readonly Dictionary<string, ColumnsAnswer> _answers = new(StringComparer.Ordinal);

    public async Task<ColumnsAnswer> ReadAsync(ColumnsQuery query, CancellationToken ct)
    {
        await PortfolioPages.CheckSegmentAsync(database, query.Portfolio, ct);
        await using var work = await database.BeginAsync(ct);
        var key = JsonSerializer.Serialize(query);
        if (query is { KnowsChanges: true, Since: null } && Find(key) is { } known)
        {
            var changed = await work.ScalarAsync<bool>(
                "select exists (select from portfolio_entry where changed_in >= @Next::text::xid8)",
                new { Next = Text(known.Next) }
            );
            if (!changed)
                return known;
        }
        // Before the rows are read: what is committed in between is told now and once more.
        var next = ulong.Parse(
            (await work.ScalarAsync<string>("select pg_snapshot_xmin(pg_current_snapshot())::text"))!,
            CultureInfo.InvariantCulture
        );
        // A token of before a restore is newer than all that there is.
        var since = query.KnowsChanges && query.Since <= next ? query.Since : null;
        var answer = await ComposeAsync(work, query, since, next, ct);
        if (query is { KnowsChanges: true, Since: null })
            Keep(key, answer);
        return answer;
    }

    private static async Task<ColumnsAnswer> ComposeAsync(
        UnitOfWork work,
        ColumnsQuery query,
        ulong? since,
        ulong next,
        CancellationToken ct
    )
    {
        var columns = query
            .Columns.Select(
                (name, place) =>
                    (ColumnCatalogue.All[name].Sql, new ColumnValues(name, ColumnCatalogue.All[name].Kind, place + 2))
            )
            .ToList();
        var sql = PortfolioSql.ComposeColumns(
            query.Portfolio,
            columns.ConvertAll(column => column.Sql),
            since is not null
        );
        var arguments = ParameterNames.Together(
            PortfolioSql.Arguments(query.Portfolio, default, null),
            new { Since = since is { } from ? Text(from) : null }
        );
        var (ids, gone) = (new ArrayBufferWriter<byte>(1 << 16), new ArrayBufferWriter<byte>());
        await using (var rows = await work.ReaderAsync(sql, arguments))
            while (await rows.ReadAsync(ct))
                AddRow(rows, columns.ConvertAll(column => column.Item2), ids, gone);
        return Write(
            columns.ConvertAll(column => column.Item2),
            ids.WrittenSpan,
            gone.WrittenSpan,
            since is null,
            next
        );
    }

    private static void AddRow(
        DbDataReader row,
        List<ColumnValues> columns,
        ArrayBufferWriter<byte> ids,
        ArrayBufferWriter<byte> gone
    )
    {
        var id = row.GetGuid(0);
        var matches = row.GetBoolean(1);
        var into = matches ? ids : gone;
        id.TryWriteBytes(into.GetSpan(16), bigEndian: true, out _);
        into.Advance(16);
        if (!matches)
            return;
        foreach (var column in columns)
            column.Add(row);
    }

    private static ColumnsAnswer Write(
        List<ColumnValues> columns,
        ReadOnlySpan<byte> ids,
        ReadOnlySpan<byte> gone,
        bool isComplete,
        ulong next
    )
    {
        var text = new ArrayBufferWriter<byte>(1 << 16);
        using (var json = new Utf8JsonWriter(text, Plain))
        {
            json.WriteStartObject();
            json.WriteNumber("rows", ids.Length / 16);
            json.WriteBoolean("isComplete", isComplete);
            json.WriteBase64String("ids", ids);
            json.WriteBase64String("gone", gone);
            json.WriteStartObject("columns");
            foreach (var column in columns)
                column.Write(json);
            json.WriteEndObject();
            json.Flush();
            // All but the token, which moves on while nothing changes.
            var etag = $"\"{Convert.ToHexStringLower(SHA256.HashData(text.WrittenSpan).AsSpan(0, 12))}\"";
            json.WriteString("next", Text(next));
            json.WriteEndObject();
            json.Flush();
            return new ColumnsAnswer(Compress(text.WrittenSpan), etag, next);
        }
    }

    private static byte[] Compress(ReadOnlySpan<byte> text)
    {
        using var body = new MemoryStream(text.Length / 3);
        using (var brotli = new BrotliStream(body, CompressionLevel.Fastest))
            brotli.Write(text);
        return body.ToArray();
    }

    private static string Text(ulong transaction) => transaction.ToString(CultureInfo.InvariantCulture);

    private ColumnsAnswer? Find(string key)
    {
        lock (_lock)
            return _answers.GetValueOrDefault(key);
    }

    private void Keep(string key, ColumnsAnswer answer)
    {
        lock (_lock)
        {
            // Few books are open at a time; a flood of different ones is answered by starting over.
            if (_answers.Count >= Kept && !_answers.ContainsKey(key))
                _answers.Clear();
            _answers[key] = answer;
        }
    }
}
