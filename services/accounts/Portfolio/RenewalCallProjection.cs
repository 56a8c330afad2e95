using Platform.Accounts.Accounts;
using Platform.Accounts.Segments;
using Platform.Accounts.Timeline;
using Platform.Contracts.Renewals;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Messaging;

namespace Platform.Accounts.Portfolio;

/// <summary>Keeps what owners call their renewals, until they are decided.</summary>
internal sealed class RenewalCallProjection(RenewalCalls calls, SegmentMembership segments, TimelineWriter timeline)
    : IEventHandler<RenewalCalled>,
        IEventHandler<RenewalStageChanged>
{
    public async Task HandleAsync(RenewalCalled domainEvent, UnitOfWork work, CancellationToken ct)
    {
        var title = $"Renewal of {domainEvent.EndsOn:yyyy-MM-dd} called {domainEvent.Call.Replace('_', ' ')}";
        await timeline.AppendAsync(
            work,
            TimelineEntry.Of(domainEvent, "renewals", "renewal_called", title, domainEvent.RenewalId)
        );
        await ApplyAsync(
            work,
            domainEvent.AccountId,
            PutCall,
            new
            {
                domainEvent.RenewalId,
                domainEvent.AccountId,
                domainEvent.Version,
                domainEvent.EndsOn,
                domainEvent.Call,
            }
        );
    }

    public Task HandleAsync(RenewalStageChanged domainEvent, UnitOfWork work, CancellationToken ct) =>
        ApplyAsync(
            work,
            domainEvent.AccountId,
            PutOutcome,
            new
            {
                domainEvent.RenewalId,
                domainEvent.Version,
                Decided = domainEvent.Outcome is not null,
            }
        );

    private async Task ApplyAsync(UnitOfWork work, Guid account, string sql, object args)
    {
        await AccountReader.LockAsync(work, [account]);
        if (await work.ExecuteAsync(sql, args) == 0)
            return;
        await calls.RefreshAsync(work, [account]);
        await segments.EvaluateAsync(work, [account]);
    }

    private const string PutCall = """
        insert into renewal_call as known (renewal_id, account_id, version, ends_on, call)
        values (@RenewalId, @AccountId, @Version, @EndsOn, @Call)
        on conflict (renewal_id) do update
            set version = excluded.version, ends_on = excluded.ends_on, call = excluded.call
        where known.version < excluded.version
        """;

    // A renewal without a call puts nothing at risk: only those that have one are kept.
    private const string PutOutcome = """
        update renewal_call set version = @Version, decided = @Decided
        where renewal_id = @RenewalId and version < @Version
        """;
}
