using Platform.HealthScoring.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.HealthScoring.Ingestion;

/// <summary>
/// What HTTP and gRPC share: finds the accounts of a checked batch, puts the good events on the queue, and returns when
/// the broker has them on disk.
/// </summary>
public sealed class EventIntake(
    AccountDirectory accounts,
    IAccountsClient asked,
    UsagePublisher publisher,
    RecentEvents recent,
    Database database,
    TimeProvider clock
)
{
    /// <summary>How many were accepted; those of unknown accounts join the batch's rejections.</summary>
    /// <param name="tellKnown"> Looks up which ids were counted before, for who asks about every event: a batch in a
    /// stream does not wait for it, and a repeat changes nothing either way.
    /// </param>
    /// <exception cref="ProblemException">403 where the caller owns one of the accounts not and has to.</exception>
    public async ValueTask<int> TakeAsync(EventBatch batch, Caller caller, CancellationToken ct, bool tellKnown = false)
    {
        if (batch.Events.Count == 0)
            return 0;
        var ids = await accounts.FindAsync(batch.Accounts.All, ct);
        await RequireOwnerAsync(caller, ids, ct);
        RejectUnknownAccounts(batch, ids);
        RejectIdsOfOtherAccounts(batch, ids);
        if (tellKnown)
            await TellKnownAsync(batch, ids, ct);
        if (batch.Events.Count == 0)
            return 0;
        await publisher.PublishAsync(BatchMessage.Encode(batch, ids, clock.GetUtcNow().ToUnixTimeMilliseconds()), ct);
        if (tellKnown)
            recent.Remember(batch.Events.Select(e => KeyValuePair.Create(e.Id, ids[e.Account]!.Value)));
        return batch.Events.Count;
    }

    /// <summary>A CSM sends for accounts they own; scoring keeps no owners and asks for them, which is rare.</summary>
    private async Task RequireOwnerAsync(Caller caller, IReadOnlyList<Guid?> ids, CancellationToken ct)
    {
        if (caller.WritesAllAccounts)
            return;
        foreach (var id in ids.OfType<Guid>().Distinct())
            if (!caller.Is(Roles.Csm) || !(await asked.OwnersAsync(id, ct)).Contains(caller.Id, StringComparer.Ordinal))
                throw Problem
                    .Forbidden(
                        $"{caller.Id} ({caller.Role}) is no owner of account {id} and sends no events for it; "
                            + $"nothing was taken."
                    )
                    .ToException();
    }

    private static void RejectUnknownAccounts(EventBatch batch, IReadOnlyList<Guid?> ids)
    {
        if (!ids.Contains(null))
            return;
        Reject(
            batch,
            item => ids[item.Account] is null,
            "unknown_account",
            item =>
                $"There is no account '{EventRules.Show(batch.Accounts.All[item.Account])}'. Name it by its id "
                + $"or as source:externalId, and import it first."
        );
    }

    /// <summary>
    /// Of one id in a batch the first event counts: the same account's are told as duplicates, another's are refused.
    /// </summary>
    private static void RejectIdsOfOtherAccounts(EventBatch batch, IReadOnlyList<Guid?> ids)
    {
        var first = new Dictionary<Guid, int>(batch.Events.Count);
        HashSet<int>? others = null;
        foreach (var item in batch.Events)
        {
            if (first.TryAdd(item.Id, item.Account))
                continue;
            if (ids[first[item.Id]] == ids[item.Account])
                batch.Duplicates.Add(item.Index);
            else
                (others ??= []).Add(item.Index);
        }
        if (others is not null)
            Reject(batch, item => others.Contains(item.Index), IdOfAnother, _ => IdOfAnotherReason);
    }

    private async Task TellKnownAsync(EventBatch batch, IReadOnlyList<Guid?> ids, CancellationToken ct)
    {
        Reject(
            batch,
            item => recent.AccountOf(item.Id) is { } account && account != ids[item.Account],
            IdOfAnother,
            _ => IdOfAnotherReason
        );
        var known = (
            await database.QueryAsync<Guid>(Known, new { Ids = batch.Events.ConvertAll(e => e.Id).ToArray() }, ct)
        ).ToHashSet();
        foreach (var item in batch.Events)
            if (known.Contains(item.Id) || recent.AccountOf(item.Id) is not null)
                batch.Duplicates.Add(item.Index);
    }

    private static void Reject(
        EventBatch batch,
        Predicate<ReadEvent> isWrong,
        string code,
        Func<ReadEvent, string> reason
    )
    {
        foreach (var item in batch.Events)
            if (isWrong(item))
                batch.Rejections.Add(new EventRejection(item.Index, batch.IdOf(item), code, reason(item)));
        batch.Events.RemoveAll(isWrong);
    }

    private const string IdOfAnother = "id_of_another_account";

    private const string IdOfAnotherReason =
        "eventId names an event of another account; ids are unique over the installation. Put the source's or "
        + "the account's name before it.";

    private const string Known = "select event_id from event_ledger where event_id = any(@Ids)";
}
