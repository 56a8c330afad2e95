using Platform.ServiceKit.Data;

namespace Platform.Accounts.Team;

/// <summary>Reads books and coverage models.</summary>
public static class BookReader
{
    /// <summary>
    /// Active people of a role, and everybody who owns accounts in it, with what they carry now; churned and merged
    /// accounts weigh nothing.
    /// </summary>
    public static async Task<IReadOnlyList<Book>> ReadAsync(Database database, string role, CancellationToken ct) =>
        Books(await database.QueryAsync<Row>(ReadBooks, new { role }, ct));

    /// <summary>The same within a unit of work.</summary>
    public static async Task<IReadOnlyList<Book>> ReadAsync(UnitOfWork work, string role) =>
        Books(await work.QueryAsync<Row>(ReadBooks, new { role }));

    public static async Task<IReadOnlyDictionary<string, CoverageModel>> ModelsAsync(
        Database database,
        CancellationToken ct
    ) => Models(await database.QueryAsync<ModelRow>(ReadModels, ct: ct));

    /// <summary>The same within a unit of work.</summary>
    public static async Task<IReadOnlyDictionary<string, CoverageModel>> ModelsAsync(UnitOfWork work) =>
        Models(await work.QueryAsync<ModelRow>(ReadModels));

    private static IReadOnlyList<Book> Books(IReadOnlyList<Row> rows) =>
        [
            .. rows.GroupBy(row => row.PersonId, StringComparer.Ordinal)
                .Select(person => new Book(
                    person.Key,
                    person.First().Sizes,
                    [
                        .. person
                            .Where(row => row.Size is not null)
                            .Select(row => new BookPart(row.Size!, (int)row.Accounts, row.Arr)),
                    ],
                    person.First().OnTeam
                )),
        ];

    private static Dictionary<string, CoverageModel> Models(IReadOnlyList<ModelRow> rows) =>
        rows.ToDictionary(
            row => row.Size,
            row => new CoverageModel(row.Size, row.Motion, row.AccountsPerCsm, row.ArrPerCsm),
            StringComparer.Ordinal
        );

    private sealed class Row
    {
        public string PersonId { get; init; } = "";
        public string[] Sizes { get; init; } = [];
        public bool OnTeam { get; init; }
        public string? Size { get; init; }
        public long Accounts { get; init; }
        public decimal Arr { get; init; }
    }

    private sealed class ModelRow
    {
        public string Size { get; init; } = "";
        public string Motion { get; init; } = "";
        public int? AccountsPerCsm { get; init; }
        public decimal? ArrPerCsm { get; init; }
    }

    private const string ReadModels = "select size, motion, accounts_per_csm, arr_per_csm from coverage_model";

    // Everyone who owns accounts has a book, on the team's list or not: an organisation that imported its owners sees
    // them at once.
    private const string ReadBooks = """
        select person_id, coalesce(team.sizes, '{}') as sizes, team.person_id is not null as on_team, load.size,
               coalesce(load.accounts, 0) as accounts, coalesce(load.arr, 0) as arr
        from (select person_id, sizes from team_member where active and @role = any(roles)) as team
        full join (
            select person_id, coalesce(size, 'smb') as size, count(*) as accounts, sum(arr) as arr
            from account_owner join portfolio_entry using (account_id)
            where role = @role and upper_inf(period) and lifecycle <> 'churned' and not merged
            group by person_id, coalesce(size, 'smb')
        ) as load using (person_id)
        order by person_id
        """;
}
