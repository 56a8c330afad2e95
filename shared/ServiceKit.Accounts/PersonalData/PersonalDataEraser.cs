using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;
using NpgsqlTypes;
using Platform.Contracts.Accounts;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.ServiceKit.PersonalData;

/// <summary>
/// Takes a person out of every text of the service's own database. Which texts there are is read from the database's
/// catalogue: a column that somebody adds tomorrow is searched too. What the rows say besides stays, and so do figures,
/// ids and dates.
/// </summary>
public sealed class PersonalDataEraser(
    SpellingSeal seal,
    [FromKeyedServices(typeof(Idempotency))] Seal answers,
    IOptions<PersonalDataOptions> options
)
{
    private const string KeptAnswers = "messaging.idempotency_key";

    /// <summary>
    /// Searches, replaces, and searches again. Answers kept for repeated requests that name the person are deleted.
    /// Call it after the person's own rows were cleared: what it finds is what they left elsewhere.
    /// </summary>
    /// <param name="known">What the service itself calls the person, should the request not say.</param>
    public async Task<ErasureReport> EraseAsync(
        UnitOfWork work,
        ContactErasureRequested request,
        params IEnumerable<string?> known
    )
    {
        var spellings = seal.Open(request.Spellings)
            .With([.. known, .. request.ProductUserIds.Where(SpellingMatcher.IsTelling)]);
        var search = new Search(
            request.AllAccounts(),
            new SpellingMatcher([.. spellings.Everywhere, .. spellings.AtAccounts], spellings.Others),
            new SpellingMatcher(spellings.Everywhere, spellings.Others)
        );
        if (search.AtAccounts.IsEmpty)
            return ErasureReport.Nothing;
        var tables = await TextTable.ReadAsync(work);
        var found = await WalkAsync(work, tables, search, replace: true);
        var left = await WalkAsync(work, tables, search, replace: false);
        return new ErasureReport(found, left);
    }

    private async Task<List<ErasedColumn>> WalkAsync(
        UnitOfWork work,
        IReadOnlyList<TextTable> tables,
        Search search,
        bool replace
    )
    {
        var found = new List<ErasedColumn>();
        foreach (var table in tables)
        {
            var name = table.Name.Replace("public.", "", StringComparison.Ordinal);
            var columns = table
                .Columns.Where(column =>
                    !(column.IsBinary && options.Value.PackedFigures.Contains(name))
                    && !options.Value.NamesOfOthers.Contains($"{name}.{column.Name}")
                )
                .ToList();
            if (columns.Count == 0)
                continue;
            // To lose the answer to a repeated request does no harm.
            var hits = await FindAsync(
                work,
                table,
                columns,
                search,
                name == KeptAnswers || options.Value.AboutAnyAccount.Contains(name)
            );
            if (hits.Count == 0)
                continue;
            found.AddRange(
                hits.SelectMany(hit => hit.Values.Keys)
                    .CountBy(column => column.Name)
                    .Select(column => new ErasedColumn($"{name}.{column.Key}", column.Value))
            );
            if (replace)
                await ReplaceAsync(work, table, hits);
        }
        if (await SealedAnswersAsync(work, search) is { Length: > 0 } rows)
        {
            found.Add(new ErasedColumn($"{KeptAnswers}.sealed", rows.Length));
            if (replace)
                await work.ExecuteAsync($"delete from {KeptAnswers} where ctid = any(@rows::tid[])", new { rows });
        }

        return found;
    }

    /// <summary>Answers are kept for a day, sealed: no SQL sees what is in them.</summary>
    private async Task<string[]> SealedAnswersAsync(UnitOfWork work, Search search) =>
        [
            .. (
                await work.QueryAsync<SealedRow>(
                    $"select ctid::text as row, sealed from {KeptAnswers} where sealed is not null"
                )
            )
                .Where(kept =>
                    SealedAnswer.TryOpen(answers, kept.Sealed) is { } answer
                    && (
                        Names(search, answer.Location)
                        || Names(search, answer.Body is { } body ? Encoding.UTF8.GetString(body) : null)
                    )
                )
                .Select(kept => kept.Row),
        ];

    private static bool Names(Search search, string? text) => text is not null && search.AtAccounts.In(text) != text;

    private sealed class SealedRow
    {
        public string Row { get; init; } = "";
        public byte[] Sealed { get; init; } = [];
    }

    private static async Task<List<Hit>> FindAsync(
        UnitOfWork work,
        TextTable table,
        List<TextColumn> columns,
        Search search,
        bool aboutAnyAccount
    )
    {
        var scope = aboutAnyAccount ? "true" : table.Scope ?? "false";
        await using var command = new NpgsqlCommand(
            $"""
            select t.ctid::text, coalesce({scope}, false), {string.Join(", ",
              columns.Select(column => column.IsBinary || column.IsList ? $"t.{column.Name}" : column.AsText))}
            from {table.Name} t
            where ({scope} and ({Any("@Likes")})) or ({Any("@LikesEverywhere")})
            for update
            """,
            work.Connection,
            work.Transaction
        )
        {
            CommandTimeout = 0,
        };
        command.Parameters.AddWithValue("Likes", search.AtAccounts.Likes.ToArray());
        command.Parameters.AddWithValue("LikesEverywhere", search.Everywhere.Likes.ToArray());
        command.Parameters.AddWithValue("Accounts", search.Accounts.ToArray());
        command.Parameters.AddWithValue(
            "AccountTexts",
            search.Accounts.Select(account => account.ToString()).ToArray()
        );
        var hits = new List<Hit>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            var matcher = reader.GetBoolean(1) ? search.AtAccounts : search.Everywhere;
            var values = new Dictionary<TextColumn, object>();
            for (var i = 0; i < columns.Count; i++)
                if (
                    !await reader.IsDBNullAsync(i + 2)
                    && Replaced(columns[i], reader.GetValue(i + 2), matcher) is { } value
                )
                    values[columns[i]] = value;
            if (values.Count > 0)
                hits.Add(new Hit(reader.GetString(0), values));
        }
        return hits;

        string Any(string likes) =>
            string.Join(" or ", columns.Select(column => $"{column.AsText} ilike any({likes})"));
    }

    /// <summary>The value without the person; null where they are not in it.</summary>
    private static object? Replaced(TextColumn column, object value, SpellingMatcher matcher)
    {
        switch (value)
        {
            case byte[] bytes:
                var cleared = matcher.In(bytes);
                return ReferenceEquals(cleared, bytes) ? null : cleared;
            case string[] texts:
                var all = texts.Select(text => text is null ? null : matcher.In(text)).ToArray();
                return all.SequenceEqual(texts, StringComparer.Ordinal) ? null : all;
            case string text when column.IsJson:
                var json = JsonNode.Parse(text);
                var changed = matcher.In(json);
                return JsonNode.DeepEquals(json, changed) ? null : changed?.ToJsonString(Relaxed);
            case string text:
                var replaced = matcher.In(text);
                // Two people who were erased are still two rows.
                return replaced == text ? null
                    : column.IsUnique ? $"{replaced} {Guid.CreateVersion7().ToString("N")[^12..]}"
                    : replaced;
            default:
                return null;
        }
    }

    private static async Task ReplaceAsync(UnitOfWork work, TextTable table, List<Hit> hits)
    {
        // What is guarded against changes is guarded against people, not against the duty to forget one.
        if (table.RefusesChanges)
            await work.ExecuteAsync($"alter table {table.Name} disable trigger user");
        foreach (var hit in hits)
        {
            if (table.Name == KeptAnswers)
            {
                await work.ExecuteAsync($"delete from {KeptAnswers} where ctid = @Row::tid", new { hit.Row });
                continue;
            }
            await using var command = new NpgsqlCommand(
                $"update {table.Name} set "
                    + $"{string.Join(", ", hit.Values.Keys.Select((column, i) => $"{column.Name} = @v{i}"))} where "
                    + $"ctid = @Row::tid",
                work.Connection,
                work.Transaction
            );
            command.Parameters.AddWithValue("Row", hit.Row);
            foreach (var (i, (column, value)) in hit.Values.Index())
            {
                var type = column.Type switch
                {
                    "jsonb" => NpgsqlDbType.Jsonb,
                    "json" => NpgsqlDbType.Json,
                    "bytea" => NpgsqlDbType.Bytea,
                    _ when column.IsList => NpgsqlDbType.Array | NpgsqlDbType.Text,
                    _ => NpgsqlDbType.Text,
                };
                command.Parameters.Add(new NpgsqlParameter($"v{i}", type) { Value = value });
            }
            await command.ExecuteNonQueryAsync();
        }
        if (table.RefusesChanges)
            await work.ExecuteAsync($"alter table {table.Name} enable trigger user");
    }

    private static readonly JsonSerializerOptions Relaxed = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private sealed record Hit(string Row, IReadOnlyDictionary<TextColumn, object> Values);

    private sealed record Search(IReadOnlyList<Guid> Accounts, SpellingMatcher AtAccounts, SpellingMatcher Everywhere);
}
