using System.Text.Json;
using Platform.Accounts.Accounts;
using Platform.Contracts;
using Platform.ServiceKit.Data;

namespace Platform.Accounts.Handovers;

internal static class HandoverStore
{
    private const string Columns = """
        id, account_id, from_role, to_role, from_person, to_person, status, brief::text as brief,
            checklist::text as checklist, proposed_by, proposed_at, decided_at, refusal, version,
        replaces_person
        """;

    public static async Task<Handover?> LockAsync(UnitOfWork work, Guid id) =>
        (
            await work.SingleOrDefaultAsync<Row>(
                $"select {Columns} from handover where id = @id for update",
                new { id }
            )
        )?.ToHandover();

    public static async Task<Handover?> FindAsync(Database database, Guid id, CancellationToken ct) =>
        (
            await database.SingleOrDefaultAsync<Row>($"select {Columns} from handover where id = @id", new { id }, ct)
        )?.ToHandover();

    public static async Task<IReadOnlyList<Handover>> ListAsync(
        Database database,
        Guid? account,
        string? receiver,
        string? status,
        CancellationToken ct
    ) =>
        [
            .. (
                await database.QueryAsync<Row>(
                    $"""
                    select {Columns} from handover
                    where (@account::uuid is null or account_id = @account)
                        and (@receiver::text is null or to_person = @receiver)
                        and (@status::text is null or status = @status)
                    order by proposed_at desc limit 200
                    """,
                    new
                    {
                        account,
                        receiver,
                        status,
                    },
                    ct
                )
            ).Select(row => row.ToHandover()),
        ];

    /// <summary>Open hand-overs that an assignment overtakes, locked, each with the assignment: the role that gives, or
    /// the role that is filled, went to another person.</summary>
    public static async Task<IReadOnlyList<(Handover Handover, Assignment By)>> LockOvertakenAsync(
        UnitOfWork work,
        IReadOnlyList<Assignment> assigned
    )
    {
        var rows = await work.QueryAsync<OvertakenRow>(
            Overtaken,
            new
            {
                Accounts = assigned.Select(item => item.AccountId).ToArray(),
                Roles = assigned.Select(item => item.Role).ToArray(),
                People = assigned.Select(item => item.PersonId).ToArray(),
            }
        );
        // One hand-over that two assignments overtake ends once.
        return
        [
            .. rows.DistinctBy(row => row.Id)
                .Select(row => (row.ToHandover(), new Assignment(row.AccountId, row.Role, row.Person, null))),
        ];
    }

    public static Task InsertAsync(UnitOfWork work, Handover handover) =>
        work.ExecuteAsync(
            """
            insert into handover (id, account_id, from_role, to_role, from_person, to_person, status, brief, checklist,
                proposed_by, proposed_at, version,
                replaces_person)
            values (@Id, @AccountId, @FromRole, @ToRole, @FromPersonId, @ToPersonId, @Status, @Brief::jsonb,
                @Checklist::jsonb, @ProposedBy, @ProposedAt, 1,
                @ReplacesPersonId)
            """,
            Args(handover)
        );

    public static Task UpdateAsync(UnitOfWork work, Handover handover) =>
        work.ExecuteAsync(
            """
            update handover set status = @Status, brief = @Brief::jsonb, checklist = @Checklist::jsonb,
                decided_at = @DecidedAt, refusal = @Refusal, version = version + 1 where id = @Id
            """,
            Args(handover)
        );

    private static object Args(Handover handover) =>
        new
        {
            handover.Id,
            handover.AccountId,
            handover.FromRole,
            handover.ToRole,
            handover.FromPersonId,
            handover.ToPersonId,
            handover.Status,
            Brief = JsonSerializer.Serialize(handover.Brief, ContractJson.Options),
            Checklist = JsonSerializer.Serialize(handover.Checklist, ContractJson.Options),
            handover.ProposedBy,
            handover.ProposedAt,
            handover.DecidedAt,
            handover.Refusal,
            handover.ReplacesPersonId,
        };

    private const string Overtaken = $"""
        select {Columns}, role, person
        from handover join unnest(@Accounts, @Roles, @People) as given (account, role, person) on account_id = account
        where status = 'proposed' and (
            (from_role = role and from_person <> person)
            or (to_role = role and from_role <> to_role and to_person <> person
                and replaces_person is distinct from person))
        order by id
        for update of handover
        """;

    private sealed class OvertakenRow : Row
    {
        public string Role { get; init; } = "";
        public string Person { get; init; } = "";
    }

    private class Row
    {
        public Guid Id { get; init; }
        public Guid AccountId { get; init; }
        public string FromRole { get; init; } = "";
        public string ToRole { get; init; } = "";
        public string FromPerson { get; init; } = "";
        public string ToPerson { get; init; } = "";
        public string Status { get; init; } = "";
        public string Brief { get; init; } = "";
        public string Checklist { get; init; } = "";
        public string ProposedBy { get; init; } = "";
        public DateTimeOffset ProposedAt { get; init; }
        public DateTimeOffset? DecidedAt { get; init; }
        public string? Refusal { get; init; }
        public int Version { get; init; }
        public string? ReplacesPerson { get; init; }

        public Handover ToHandover() =>
            new(
                Id,
                AccountId,
                FromRole,
                ToRole,
                FromPerson,
                ToPerson,
                Status,
                JsonSerializer.Deserialize<HandoverBrief>(Brief, ContractJson.Options)!,
                JsonSerializer.Deserialize<List<ChecklistItem>>(Checklist, ContractJson.Options)!,
                ProposedBy,
                ProposedAt,
                DecidedAt,
                Refusal,
                Version
            )
            {
                ReplacesPersonId = ReplacesPerson,
            };
    }
}
