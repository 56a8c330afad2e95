using Platform.ServiceKit.Data;

namespace Platform.ServiceKit.PersonalData;

/// <summary>A table with columns that can hold a text, as the database's own catalogue tells.</summary>
/// <param name="Name">With its schema, quoted for SQL: <c>public.activity</c>.</param>
/// <param name="Scope">SQL over alias <c>t</c>: is the row about one of <c>@Accounts</c>? Null where no path leads to
/// an account.</param>
/// <param name="RefusesChanges">A trigger guards its rows against updates.</param>
internal sealed record TextTable(string Name, IReadOnlyList<TextColumn> Columns, string? Scope, bool RefusesChanges)
{
    private const int Steps = 4;

    public static async Task<IReadOnlyList<TextTable>> ReadAsync(UnitOfWork work)
    {
        var columns = (await work.QueryAsync<TextColumn>(ColumnsSql)).ToLookup(
            column => column.TableName,
            StringComparer.Ordinal
        );
        var keys = await work.QueryAsync<Reference>(ReferencesSql);
        var accounts = (await work.QueryAsync<AccountColumn>(AccountColumnsSql)).ToDictionary(
            row => row.TableName,
            row => row.Column,
            StringComparer.Ordinal
        );
        var guarded = (await work.QueryAsync<string>(GuardedSql)).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. columns.Select(table => new TextTable(
                table.Key,
                [.. table],
                ScopeOf(table.Key, "t", Steps),
                guarded.Contains(table.Key)
            )),
        ];

        // A row's own account, else the account of what it belongs to, else those whose rows point at it.
        string? ScopeOf(string table, string alias, int steps)
        {
            if (table == "messaging.outbox_message" || table == "messaging.outbox_dead")
                return $"{alias}.partition_key = any(@AccountTexts)";
            if (accounts.TryGetValue(table, out var own))
                return $"{alias}.{own} = any(@Accounts)";
            if (steps == 0)
                return null;
            var up = keys.Where(key => key.Child == table && key.Parent != table)
                .Select(key =>
                    Through(
                        key.Parent,
                        ScopeOf(key.Parent, Next(alias), steps - 1),
                        key.Matching(Next(alias), alias),
                        alias
                    )
                );
            var down =
                steps < Steps
                    ? []
                    : keys.Where(key => key.Parent == table && key.Child != table && accounts.ContainsKey(key.Child))
                        .Select(key =>
                            Through(
                                key.Child,
                                $"{Next(alias)}.{accounts[key.Child]} = any(@Accounts)",
                                key.Matching(alias, Next(alias)),
                                alias
                            )
                        );
            var paths = up.Concat(down).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
            return paths.Count == 0 ? null : $"({string.Join(" or ", paths)})";
        }
    }

    private static string? Through(string table, string? scope, string matching, string alias) =>
        scope is null ? null : $"exists (select 1 from {table} {Next(alias)} where {matching} and {scope})";

    private static string Next(string alias) => alias + "x";

    private sealed class Reference
    {
        public string Child { get; init; } = "";
        public string Parent { get; init; } = "";
        public string[] ChildColumns { get; init; } = [];
        public string[] ParentColumns { get; init; } = [];

        public string Matching(string parent, string child) =>
            string.Join(" and ", ParentColumns.Zip(ChildColumns, (one, other) => $"{parent}.{one} = {child}.{other}"));
    }

    private sealed class AccountColumn
    {
        public string TableName { get; init; } = "";
        public string Column { get; init; } = "";
    }

    private const string TableName = "quote_ident(n.nspname) || '.' || quote_ident(c.relname)";
    private const string Own = "c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')";

    // Codes stay: a column with a fixed list of words or one that points at another table names no person.
    private const string ColumnsSql = $"""
        select {TableName} as table_name, quote_ident(a.attname) as name, format_type(a.atttypid, null) as type,
               exists (select from pg_index i
                 where i.indrelid = c.oid and i.indisunique and a.attnum = any(i.indkey::int[])) as is_unique
        from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
        where {Own} and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
          and format_type(a.atttypid, null) in ('text', 'character varying', 'character', 'json', 'jsonb', 'text[]',
            'character varying[]', 'bytea')
          and c.relname <> 'schema_migration'
          and not exists (
              select from pg_constraint k
              where (k.conrelid = c.oid and a.attnum = any(k.conkey)
                     and (k.contype = 'f' or (k.contype = 'c' and pg_get_constraintdef(k.oid) like '%= ANY (%')))
                 or (k.contype = 'f' and k.confrelid = c.oid and a.attnum = any(k.confkey)))
        order by 1, a.attnum
        """;

    private const string ReferencesSql = """
        select quote_ident(cn.nspname) || '.' || quote_ident(cc.relname) as child,
          quote_ident(pn.nspname) || '.' || quote_ident(pc.relname) as parent,
               array(select quote_ident(a.attname) from unnest(k.conkey) with ordinality u (num, o)
                     join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.num order by u.o) as child_columns,
               array(select quote_ident(a.attname) from unnest(k.confkey) with ordinality u (num, o)
                     join pg_attribute a on a.attrelid = k.confrelid
                       and a.attnum = u.num order by u.o) as parent_columns
        from pg_constraint k
        join pg_class cc on cc.oid = k.conrelid join pg_namespace cn on cn.oid = cc.relnamespace
        join pg_class pc on pc.oid = k.confrelid join pg_namespace pn on pn.oid = pc.relnamespace
        where k.contype = 'f'
        """;

    private const string AccountColumnsSql = $"""
        select distinct on (1) {TableName} as table_name, a.attname as column
        from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
        where {Own} and a.attname in ('account_id', 'account_key') and a.atttypid = 'uuid'::regtype
        order by 1, 2
        """;

    private const string GuardedSql = $"""
        select distinct {TableName}
        from pg_trigger g join pg_class c on c.oid = g.tgrelid join pg_namespace n on n.oid = c.relnamespace
        where {Own} and not g.tgisinternal and g.tgtype & 2 = 2 and g.tgtype & 16 = 16
        """;
}
