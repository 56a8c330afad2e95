using Platform.Engagement.V1;

namespace Platform.Feedback.Waves;

/// <summary>Asks the engagement service. A survey draws on the same budget as mails and messages; asked again for the
/// same wave and person it is the same place.</summary>
public sealed class ContactBudgetOverGrpc(ContactBudgetService.ContactBudgetServiceClient budget) : IContactBudget
{
    private const int MostAtOnce = 500;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public Task<IReadOnlyDictionary<Guid, string>> ReserveAsync(
        Guid waveId,
        IReadOnlyList<WavePerson> people,
        CancellationToken ct
    ) => AsService(() => ReserveInChunksAsync(waveId, people, ct));

    public Task SettleAsync(
        IReadOnlyCollection<string> asked,
        IReadOnlyCollection<string> others,
        CancellationToken ct
    ) => AsService(() => SettleInChunksAsync(asked, others, ct));

    private async Task<IReadOnlyDictionary<Guid, string>> ReserveInChunksAsync(
        Guid waveId,
        IReadOnlyList<WavePerson> people,
        CancellationToken ct
    )
    {
        var places = people.Where(person => !person.HasAddress).ToDictionary(person => person.ContactId, _ => "");
        foreach (var some in people.Where(person => person.HasAddress).Chunk(MostAtOnce))
        {
            var request = new ReserveTouchesRequest();
            request.Touches.AddRange(some.Select(person => WishFor(waveId, person)));
            var answer = await budget.ReserveTouchesAsync(request, deadline: Deadline(), cancellationToken: ct);
            foreach (var (person, reservation) in some.Zip(answer.Reservations))
                if (reservation.State != "refused")
                    places[person.ContactId] = reservation.TouchId;
        }
        return places;
    }

    private async Task<bool> SettleInChunksAsync(
        IReadOnlyCollection<string> asked,
        IReadOnlyCollection<string> others,
        CancellationToken ct
    )
    {
        foreach (var some in Touches(asked))
            await budget.ConfirmTouchesAsync(
                new ConfirmTouchesRequest { TouchIds = { some } },
                deadline: Deadline(),
                cancellationToken: ct
            );
        foreach (var some in Touches(others))
            await budget.ReleaseTouchesAsync(
                new ReleaseTouchesRequest { TouchIds = { some } },
                deadline: Deadline(),
                cancellationToken: ct
            );
        return true;
    }

    /// <summary>The wave asks, whoever began it: outside the request, so that the call carries the service's own token.
    /// A key that may begin waves need not be one that may reserve places.</summary>
    private static Task<T> AsService<T>(Func<Task<T>> call)
    {
        using (ExecutionContext.SuppressFlow())
            return Task.Run(call);
    }

    private static TouchWish WishFor(Guid waveId, WavePerson person) =>
        new()
        {
            Email = person.Person,
            AccountId = person.AccountId.ToString(),
            Channel = "survey",
            Topic = "survey",
            Source = $"survey wave {waveId}",
            EffectKey = $"wave/{waveId:N}/{person.ContactId:N}",
            IsHeld = true,
        };

    private static IEnumerable<string[]> Touches(IReadOnlyCollection<string> touches) =>
        touches.Where(touch => touch.Length > 0).Chunk(MostAtOnce);

    private static DateTime Deadline() => TimeProvider.System.GetUtcNow().UtcDateTime + Patience;
}
