using Platform.Contracts.Accounts;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Messaging;

namespace Platform.ServiceKit.Organisation;

/// <summary>Keeps this service's copy of how the organisation shows itself and of the names of its people. An older
/// version that comes late changes nothing.</summary>
public sealed class OrganisationProjection : IEventHandler<OrganisationChanged>, IEventHandler<PersonChanged>
{
    public Task HandleAsync(OrganisationChanged changed, UnitOfWork work, CancellationToken ct) =>
        work.ExecuteAsync(
            PutProfile,
            new
            {
                changed.Version,
                changed.Name,
                changed.Locale,
                changed.HasLogo,
            }
        );

    public Task HandleAsync(PersonChanged changed, UnitOfWork work, CancellationToken ct) =>
        changed.Name is null
            ? Task.CompletedTask
            : work.ExecuteAsync(
                PutPerson,
                new
                {
                    changed.PersonId,
                    changed.Version,
                    changed.Name,
                }
            );

    private const string PutProfile = """
        insert into organisation.profile as kept (version, name, locale, has_logo)
            values (@Version, @Name, @Locale, @HasLogo)
        on conflict (only_row) do update
            set version = excluded.version, name = excluded.name, locale = excluded.locale,
            has_logo = excluded.has_logo
        where kept.version < excluded.version
        """;

    private const string PutPerson = """
        insert into organisation.person as kept (id, version, name) values (@PersonId, @Version, @Name)
        on conflict (id) do update set version = excluded.version, name = excluded.name
        where kept.version < excluded.version
        """;
}
