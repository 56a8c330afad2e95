using Platform.Contracts.Accounts;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Messaging;
using Platform.ServiceKit.PersonalData;

namespace Platform.Accounts.Erasure;

/// <summary>
/// Writes down each service's answer: the proof that a person is gone. Once all have answered, everybody searches
/// again: news that named the person and was on its way during the first search has arrived by then.
/// </summary>
public sealed class RecordErasureProofOnContactErased(
    ErasureProof proof,
    PersonalDataEraser eraser,
    RequestContext surroundings
) : IEventHandler<ContactErased>
{
    public async Task HandleAsync(ContactErased answer, UnitOfWork work, CancellationToken ct)
    {
        var erasure = await work.SingleOrDefaultAsync<Erasure>(Lock, new { answer.ErasureId });
        if (erasure is null)
            return;
        await proof.RecordAsync(work, answer, answer.OccurredAt);
        if (
            erasure.Spellings is null
            || answer.Round != erasure.Round
            || !await proof.IsAnsweredAsync(work, answer.ErasureId, erasure.Round)
        )
            return;
        await (
            erasure.Round < ErasureProof.Rounds
                ? SearchAgainAsync(work, erasure, answer)
                : EndAsync(work, erasure, answer)
        );
    }

    private static async Task SearchAgainAsync(UnitOfWork work, Erasure erasure, ContactErased answer)
    {
        await work.ExecuteAsync("update erasure set round = round + 1 where id = @ErasureId", new { answer.ErasureId });
        await work.EnqueueAsync(await RequestAsync(work, erasure, answer, erasure.Round + 1), answer.AccountId);
    }

    /// <summary>Accounts searches last, after what the others told while they searched; then nobody needs the
    /// spellings any more.</summary>
    private async Task EndAsync(UnitOfWork work, Erasure erasure, ContactErased answer)
    {
        var asked = await RequestAsync(work, erasure, answer, erasure.Round);
        await proof.RecordAsync(
            work,
            (await eraser.EraseAsync(work, asked)).Answer(asked, "accounts", 0),
            surroundings.Now
        );
        await work.ExecuteAsync("update erasure set spellings = null where id = @ErasureId", new { answer.ErasureId });
    }

    private static async Task<ContactErasureRequested> RequestAsync(
        UnitOfWork work,
        Erasure erasure,
        ContactErased answer,
        int round
    )
    {
        var person = (await Person.FindAsync(work, erasure.ContactId))!;
        return new ContactErasureRequested(answer.AccountId, answer.ErasureId, erasure.ContactId, [])
        {
            Spellings = erasure.Spellings,
            DuplicateContactIds = person.Duplicates,
            MergedAccountIds = [.. person.Accounts.Where(account => account != answer.AccountId)],
            Round = round,
        };
    }

    private sealed class Erasure
    {
        public Guid ContactId { get; init; }
        public int Round { get; init; }
        public string? Spellings { get; init; }
    }

    private const string Lock = "select contact_id, round, spellings from erasure where id = @ErasureId for update";
}
