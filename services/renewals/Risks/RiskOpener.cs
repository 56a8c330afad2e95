using Microsoft.Extensions.Options;
using Platform.Contracts;
using Platform.Contracts.Renewals;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Organisation;

namespace Platform.Renewals.Risks;

/// <summary>Opens risks, one per account and cause.</summary>
public sealed class RiskOpener(TimeProvider clock, RequestContext context, IOptions<OrganisationOptions> organisation)
{
    /// <returns>The risk's id, or null where one is open for this cause.</returns>
    public async Task<Guid?> OpenAsync(UnitOfWork work, RiskCause cause, string? owner = null)
    {
        var opened = await work.SingleOrDefaultAsync<Opened>(
            Insert,
            new
            {
                Id = Guid.CreateVersion7(),
                cause.AccountId,
                cause.Category,
                cause.Key,
                cause.Text,
                cause.ContactId,
                owner,
                Now = clock.GetUtcNow(),
                By = context.Actor,
            }
        );
        if (opened is null)
            return null;
        await work.EnqueueAsync(
            new RiskOpened(
                cause.AccountId,
                opened.Id,
                cause.Category,
                cause.Text,
                new Money(opened.Arr, organisation.Value.ReportingCurrency),
                opened.Owner
            ),
            cause.AccountId
        );
        return opened.Id;
    }

    private sealed class Opened
    {
        public Guid Id { get; init; }
        public decimal Arr { get; init; }
        public string? Owner { get; init; }
    }

    private const string Insert = """
        with opened as (
            insert into risk (id, account_id, category, cause_key, cause, contact_id, owner, state, state_entered_at,
                opened_at, opened_by, version)
            select @Id, @AccountId, @Category, @Key, @Text, @ContactId,
                coalesce(@owner, (select owners ->> 'csm' from account_copy where account_id = @AccountId)), 'open',
                @Now, @Now, @By, 1
            on conflict (account_id, cause_key) where closed_at is null do nothing
            returning id, owner
        ), history as (
            insert into risk_state (risk_id, version, state, entered_at, by, note)
                select id, 1, 'open', @Now, @By, @Text from opened
        )
        select o.id, o.owner, coalesce((select arr from account_revenue where account_id = @AccountId), 0) as arr
        from opened o
        """;
}
