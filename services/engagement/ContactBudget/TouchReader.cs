using Platform.Contracts.Engagement;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Engagement.ContactBudget;

/// <summary>Reads single touches.</summary>
internal static class TouchReader
{
    /// <exception cref="ProblemException">404: no such touch.</exception>
    public static async Task<Guid?> AccountOfAsync(Database database, Guid id, CancellationToken ct) =>
        await database.SingleOrDefaultAsync<Touch>($"select {Touch.Columns} from touch where id = @id", new { id }, ct)
            is { } touch
            ? touch.AccountId
            : throw Problem.NotFound("touch", id).ToException();

    public static async Task<ReservationResponse> ReadAsync(UnitOfWork work, Guid id)
    {
        var touch = await FindAsync(work, id);
        return new ReservationResponse(touch.Id, touch.State, touch.At, touch.NextFreeAt, touch.RefusedBecause);
    }

    public static async Task EnqueueSentAsync(UnitOfWork work, Guid id)
    {
        var touch = await FindAsync(work, id);
        await work.EnqueueAsync(
            new TouchSent(
                touch.AccountId ?? Guid.Empty,
                touch.Id,
                touch.Channel,
                touch.Topic,
                touch.Source,
                touch.SentAt ?? touch.At
            ),
            key: touch.AccountId ?? touch.RecipientId
        );
    }

    private static async Task<Touch> FindAsync(UnitOfWork work, Guid id) =>
        (await work.SingleOrDefaultAsync<Touch>($"select {Touch.Columns} from touch where id = @id", new { id }))!;
}
