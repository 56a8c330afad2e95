using Platform.Engagement.ContactBudget;
using Platform.ServiceKit.Data;

namespace Platform.Engagement.InApp;

/// <summary>Records what a user is offered for the first time. What interrupts takes a place in the contact budget of
/// the person, like any mail.</summary>
internal sealed class OfferRecorder(Database database, ContactBudgetService budget)
{
    /// <returns>What the user is offered after all.</returns>
    public async Task<IReadOnlyList<Offer>> RecordAsync(
        AudienceFacts facts,
        IReadOnlyList<Offer> offers,
        CancellationToken ct
    )
    {
        var fresh = offers.Where(offer => offer.IsFresh).ToList();
        if (fresh.Count == 0)
            return offers;
        await using var work = await database.BeginAsync(ct);
        Guid? touch = null;
        var interrupting = fresh.Find(offer => offer.Verdict.Message.IsInterrupting);
        if (interrupting is not null && RecipientAddress.Normalise(facts.Email ?? "") is { } email)
        {
            touch = await ReserveAsync(work, facts, interrupting, email, ct);
            if (touch is null)
                fresh.Remove(interrupting);
        }

        await work.ExecuteAsync(
            Record,
            new
            {
                facts.AccountId,
                facts.UserId,
                facts.ContactId,
                work.Context.Now,
                Messages = fresh.Select(offer => offer.Verdict.Message.Id).ToArray(),
                Showings = fresh.Select(offer => offer.Verdict.Showing).ToArray(),
                Variants = fresh.Select(offer => offer.Variant.Key).ToArray(),
                Touches = fresh.Select(offer => offer == interrupting ? touch : null).ToArray(),
            }
        );
        await work.CommitAsync();
        return [.. offers.Where(offer => !offer.IsFresh || fresh.Contains(offer))];
    }

    /// <returns>The place; null where there is none now.</returns>
    private async Task<Guid?> ReserveAsync(
        UnitOfWork work,
        AudienceFacts facts,
        Offer offer,
        string email,
        CancellationToken ct
    )
    {
        var message = offer.Verdict.Message;
        var place = await budget.ReserveAsync(
            work,
            new TouchRequest(
                email,
                facts.AccountId,
                "in_app",
                "product",
                message.Definition.Priority,
                $"message:{message.Id}",
                Offer.EffectKey(message.Id, facts, offer.Verdict.Showing)
            ),
            ct
        );
        if (place.MayBeSentAt(work.Context.Now))
            return place.TouchId;
        // A place for later is of no use: whether the user is there then, nobody knows.
        if (place.State == TouchState.Reserved)
            await budget.ReleaseAsync(work, place.TouchId);
        return null;
    }

    private const string Record = """
        insert into impression (message_id, account_id, user_id, showing, contact_id, variant, touch_id, offered_at)
        select o.message, @AccountId, @UserId, o.showing, @ContactId, o.variant, o.touch, @Now
        from unnest(@Messages, @Showings, @Variants, @Touches) o (message, showing, variant, touch)
        on conflict do nothing
        """;
}
