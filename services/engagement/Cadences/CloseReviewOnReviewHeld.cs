using System.Text.Json;
using Platform.Contracts;
using Platform.Contracts.SuccessPlans;
using Platform.Engagement.Events;
using Platform.ServiceKit.Data;

namespace Platform.Engagement.Cadences;

/// <summary>A business review that was held is no longer owed; the next one counts from its day.</summary>
internal sealed class CloseReviewOnReviewHeld : IEventListener
{
    public Task OnAsync(
        DomainEvent domainEvent,
        string name,
        JsonElement body,
        UnitOfWork work,
        CancellationToken ct
    ) =>
        domainEvent is ReviewHeld { Counts: true, Type: "qbr" or "ebr" } held
            ? work.ExecuteAsync(
                Close,
                new
                {
                    held.AccountId,
                    Kind = CadenceKinds.BusinessReview,
                    On = held.HeldOn,
                    By = held.Actor,
                }
            )
            : Task.CompletedTask;

    private const string Close = """
        update owed_contact set state = 'done', closed_on = @On, closed_by = @By
        where account_id = @AccountId and kind = @Kind and state = 'open'
        """;
}
