using Platform.ServiceKit.Data;

namespace Platform.HealthScoring.PowerUsers;

/// <summary>Reads power users with their history, the latest first.</summary>
internal static class PowerUserReader
{
    internal const int Most = 1_000;

    internal static async Task<ListPowerUsersResponse> ReadAsync(
        Database database,
        Guid? accountId,
        bool? departed,
        CancellationToken ct
    ) =>
        new([
            .. (
                await database.QueryAsync<Row>(
                    Select,
                    new
                    {
                        accountId,
                        departed,
                        Most,
                    },
                    ct
                )
            ).Select(r => new PowerUserResponse(
                r.AccountId,
                r.UserId,
                r.SinceDay,
                r.UntilDay,
                r.Share,
                r.DepartedOn,
                r.LastActiveOn,
                r.Fall,
                r.OthersRemain,
                r.Successors
            )),
        ]);

    internal sealed class Row
    {
        public Guid AccountId { get; init; }
        public string UserId { get; init; } = "";
        public DateOnly SinceDay { get; init; }
        public DateOnly? UntilDay { get; init; }
        public decimal Share { get; init; }
        public DateOnly? DepartedOn { get; init; }
        public DateOnly? LastActiveOn { get; init; }
        public decimal? Fall { get; init; }
        public bool? OthersRemain { get; init; }
        public string[] Successors { get; init; } = [];
    }

    internal const string Select = """
        select p.account_id, u.user_id, p.since_day, p.until_day, p.share, p.departed_on, p.last_active_on, p.fall,
            p.others_remain, array(
                select s.user_id from unnest(p.successors) with ordinality as o (number, n)
                join product_user s on s.account_id = p.account_id and s.number = o.number order by o.n) as successors
        from power_user p join product_user u on u.account_id = p.account_id and u.number = p.user_number
        where (@accountId::uuid is null or p.account_id = @accountId)
          and (@departed::boolean is null or (p.departed_on is not null and p.until_day is null) = @departed)
        order by coalesce(p.departed_on, p.since_day) desc, p.account_id limit @Most
        """;
}
