using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Text;

namespace Platform.Accounts.People;

/// <summary>Reads the roster, for REST and gRPC.</summary>
internal static class PeopleReader
{
    /// <summary>People by user id, one more than asked for where there are more.</summary>
    /// <param name="q">Part of the name, the e-mail address or the user id, without case; null: any.</param>
    /// <param name="after">The last one of the page before.</param>
    /// <exception cref="ProblemException">400 for a filter that does not fit.</exception>
    public static async Task<IReadOnlyList<StoredPerson>> ListAsync(
        Database database,
        string? q,
        string? role,
        string? team,
        string? state,
        string after,
        int take,
        CancellationToken ct
    )
    {
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        if (role is not null && !Roles.People.Contains(role, StringComparer.Ordinal))
            errors["role"] = [$"'{role}' is not one of {string.Join(", ", Roles.People)}"];
        if (state is not null && !Person.States.Contains(state, StringComparer.Ordinal))
            errors["state"] = [$"'{state}' is not one of {string.Join(", ", Person.States)}"];
        if (q is not null && q.Trim().Length is < 1 or > 100)
            errors["q"] = ["must have 1 to 100 characters"];
        if (errors.Count > 0)
            throw Problem.Invalid(errors).ToException();
        return await database.QueryAsync<StoredPerson>(
            Read,
            new
            {
                Part = q is null ? null : $"%{Patterns.Escape(q.Trim().ToNfc().ToLowerInvariant())}%",
                role,
                team,
                state,
                after,
                take,
            },
            ct
        );
    }

    private const string Read = $"""
        select {StoredPerson.Columns} from person
        where id > @after and (@role::text is null or @role = any(roles)) and (@team::text is null
            or @team = any(teams))
          and (@state::text is null or state = @state)
          and (@Part::text is null or lower(name) like @Part or lower(email) like @Part or lower(id) like @Part)
        order by id limit @take
        """;
}
