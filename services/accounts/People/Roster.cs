using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.People;

/// <summary>
/// Whom accounts may be given to. While the roster has no active person, or the organisation does not hold owners to
/// it, any user id is taken at its word.
/// </summary>
internal static class Roster
{
    /// <summary>Those of the user ids that are no active person of a roster that has some.</summary>
    public static async Task<IReadOnlyList<string>> UnknownAsync(
        UnitOfWork work,
        IReadOnlyCollection<string> personIds
    ) =>
        personIds.Count == 0
            ? []
            : await work.QueryAsync<string>(
                Unknown,
                new { ids = personIds.Distinct(StringComparer.Ordinal).ToArray(), Person.Active }
            );

    /// <summary>What is wrong with giving something to a person; null when nothing is.</summary>
    public static async Task<Problem?> RefuseAsync(UnitOfWork work, string field, string personId) =>
        (await UnknownAsync(work, [personId])).Count == 0 ? null : Problem.Invalid(field, Advice(personId));

    public static string Advice(string personId) =>
        $"'{personId}' is no active person of the roster: GET /v1/people lists them, PUT /v1/people/{{id}} adds one";

    private const string Unknown = """
        select given.id from unnest(@ids) as given (id)
        where (select owners_from_roster from organisation_setting)
            and exists (select 1 from person where state = @Active) and not exists (select 1 from person
            where person.id = given.id
            and state = @Active)
        """;
}
