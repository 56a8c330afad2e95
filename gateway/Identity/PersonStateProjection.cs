using Platform.Contracts.Accounts;
using Platform.Gateway.Feed;
using Platform.ServiceKit.Data;

namespace Platform.Gateway.Identity;

/// <summary>Keeps who of our side is deactivated, as accounts' roster tells it.</summary>
internal sealed class PersonStateProjection : IFeedSubscriber
{
    public async Task ApplyAsync(UnitOfWork work, IReadOnlyList<FeedMessage> events)
    {
        foreach (var person in events.Select(message => message.Event).OfType<PersonChanged>())
            await work.ExecuteAsync(
                Keep,
                new
                {
                    person.PersonId,
                    person.State,
                    person.Version,
                }
            );
    }

    private const string Keep = """
        insert into person_state as known (person_id, state, version) values (@PersonId, @State, @Version)
        on conflict (person_id) do update set state = excluded.state, version = excluded.version
            where known.version < excluded.version
        """;
}
