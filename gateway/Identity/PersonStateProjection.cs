using Platform.Contracts;
using Platform.Contracts.Accounts;
using Platform.ServiceKit.Data;

namespace Platform.Gateway.Identity;

/// <summary>Keeps who of our side is deactivated, as accounts' roster tells it.</summary>
internal static class PersonStateProjection
{
    public static Task ApplyAsync(UnitOfWork work, DomainEvent published) =>
        published is PersonChanged person
            ? work.ExecuteAsync(
                Keep,
                new
                {
                    person.PersonId,
                    person.State,
                    person.Version,
                }
            )
            : Task.CompletedTask;

    private const string Keep = """
        insert into person_state as known (person_id, state, version) values (@PersonId, @State, @Version)
        on conflict (person_id) do update set state = excluded.state, version = excluded.version
            where known.version < excluded.version
        """;
}
