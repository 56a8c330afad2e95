using Platform.Contracts.Renewals;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Organisation;

namespace Platform.Renewals.Expansion;

/// <summary>Opens expansion opportunities: one open for each account and trigger, and none while its trigger cools
/// down.</summary>
public sealed class ExpansionOpener(TimeProvider clock, OrganisationCalendar day)
{
    public static readonly IReadOnlyList<string> Triggers = ["seats_used", "premium_use", "new_team", "users_growth"];

    public async Task<Guid?> OpenAsync(UnitOfWork work, Guid accountId, string trigger, string evidence)
    {
        var id = Guid.CreateVersion7();
        if (
            await work.ExecuteAsync(
                Insert,
                new
                {
                    id,
                    accountId,
                    trigger,
                    evidence,
                    Now = clock.GetUtcNow(),
                    day.Today,
                }
            ) == 0
        )
            return null;
        await work.EnqueueAsync(new ExpansionDetected(accountId, id, trigger, evidence), accountId);
        return id;
    }

    private const string Insert = """
        insert into expansion (id, account_id, trigger, evidence, state, opened_at, version)
        select @id, @accountId, @trigger, @evidence, 'open', @Now, 1
        where not exists (select from expansion
            where account_id = @accountId and trigger = @trigger and cool_until > @Today)
        on conflict (account_id, trigger) where closed_at is null do nothing
        """;
}
