using Platform.ServiceKit.Data;

namespace Platform.SuccessPlans.Onboardings;

/// <summary>Who stands behind a role at an account, on both sides.</summary>
internal sealed class People
{
    private readonly Dictionary<(string Side, string Role), string> _names = [];

    public Guid? CustomerSponsor { get; private init; }

    public string? Of(string side, string? role) => role is null ? null : _names.GetValueOrDefault((side, role));

    /// <summary>The person on our side whom a level of the ladder is for; a manager is told by role, as accounts have
    /// no manager of their own.</summary>
    public string? ToTell(string level) =>
        level switch
        {
            "csm" => Of("ours", "csm") ?? Of("ours", "onboarding_manager"),
            "sponsors" => Of("ours", "executive_sponsor"),
            _ => null,
        };

    public static async Task<People> ReadAsync(UnitOfWork work, Guid accountId)
    {
        var rows = await work.QueryAsync<Row>(Read, new { accountId });
        var people = new People
        {
            CustomerSponsor = rows.FirstOrDefault(r => r is { Side: "customer", Role: "executive_sponsor" })?.ContactId,
        };
        foreach (var row in rows)
            people._names.TryAdd((row.Side, row.Role), row.Person);
        return people;
    }

    private sealed class Row
    {
        public string Side { get; init; } = "";
        public string Role { get; init; } = "";
        public string Person { get; init; } = "";
        public Guid? ContactId { get; init; }
    }

    private const string Read = """
        select 'ours' as side, key as role, value as person, null::uuid as contact_id
        from account_copy, jsonb_each_text(owners) where account_id = @accountId
        union all
        select * from (select 'customer', r, name, contact_id from contact_copy, unnest(roles) as r
            where account_id = @accountId and status = 'active' order by name, contact_id) c
        """;
}
