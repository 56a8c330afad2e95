using System.Text.RegularExpressions;
using Platform.Accounts.Contacts;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.PersonalData;

namespace Platform.Accounts.Erasure;

/// <summary>A contact, the duplicates merged into it, and every way in which they are or were written.</summary>
/// <param name="Main">The contact that the others were merged into.</param>
/// <param name="Duplicates">Ids of those merged into it.</param>
/// <param name="Accounts">Its account, first, and those it was ever merged with or belonged to.</param>
internal sealed record Person(
    Contact Main,
    IReadOnlyList<Guid> Duplicates,
    IReadOnlyList<Guid> Accounts,
    IReadOnlyList<string> ProductUserIds,
    PersonSpellings Spellings
)
{
    public Guid[] Contacts => [Main.Id, .. Duplicates];

    /// <returns>Null where there is no such contact.</returns>
    public static async Task<Person?> FindAsync(UnitOfWork work, Guid contactId)
    {
        var ids = await work.QueryAsync<Guid>(Group, new { contactId });
        var locked = await ContactReader.LockAsync(work, [.. ids]);
        if (ids.Count == 0 || !locked.TryGetValue(ids[0], out var main))
            return null;
        var all = ids.ToArray();
        var accounts = await work.QueryAsync<Guid>(AccountsOf, new { main.AccountId, ids = all });
        var texts = (await work.QueryAsync<string>(Texts, new { ids = all }))
            .Where(text => text != SpellingMatcher.Erased)
            .ToList();
        var externalIds = await work.QueryAsync<string>(
            "select external_id from contact_external_id where contact_id = any(@ids)",
            new { ids = all }
        );
        string[] users =
        [
            .. locked.Values.SelectMany(contact => contact.ProductUserIds).Distinct(StringComparer.Ordinal),
        ];
        return new Person(
            main,
            [.. ids.Skip(1)],
            [main.AccountId, .. accounts.Where(account => account != main.AccountId)],
            users,
            await SpellingsAsync(work, all, texts, [.. externalIds.Concat(users).Where(SpellingMatcher.IsTelling)])
        );
    }

    private static async Task<PersonSpellings> SpellingsAsync(
        UnitOfWork work,
        Guid[] ids,
        List<string> texts,
        IReadOnlyList<string> telling
    )
    {
        var emails = texts.Where(PersonSpellings.IsEmail).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        var names = texts.Where(text => !PersonSpellings.IsEmail(text)).Distinct(StringComparer.Ordinal).ToList();
        var likes = names.ConvertAll(name =>
            $"%{Regex.Replace(name, @"[\\%_]", @"\$0", RegexOptions.None, TimeSpan.FromSeconds(1))}%"
        );
        var others = await work.QueryAsync<Other>(OthersNames, new { ids, likes });
        // A contact called like a company is the company; its name stays.
        names.RemoveAll(name => others.Any(other => other.IsCompany && Same(other.Name, name)));
        var shared = names
            .Where(name => !name.Any(char.IsWhiteSpace) || others.Any(other => Same(other.Name, name)))
            .ToList();
        return new PersonSpellings(
            [.. emails, .. names.Except(shared, StringComparer.Ordinal)],
            [.. shared, .. telling],
            [
                .. others
                    .Select(other => other.Name)
                    .Where(other => !names.Exists(name => Same(other, name)))
                    .Distinct(StringComparer.Ordinal),
            ]
        );
    }

    private static bool Same(string one, string other) =>
        string.Equals(one.Normalize(), other.Normalize(), StringComparison.OrdinalIgnoreCase);

    private sealed class Other
    {
        public string Name { get; init; } = "";
        public bool IsCompany { get; init; }
    }

    // From a duplicate up to the contact that stays, then down to all that were merged into it.
    private const string Group = """
        with recursive up as (
            select id, merged_into from contact where id = @contactId
            union
            select c.id, c.merged_into from contact c join up on c.id = up.merged_into
        ), down as (
            select id, 0 as depth from up where merged_into is null
            union
            select c.id, down.depth + 1 from contact c join down on c.merged_into = down.id
        )
        select id from down order by depth, id
        """;

    // Merges that were undone count too: what was written meanwhile stayed where it was written.
    private const string AccountsOf = """
        with recursive linked as (
            select @AccountId::uuid as id
            union
            select account_id from audit_entry where subject_id = any(@ids) and account_id is not null
            union
            select case when m.kept_id = linked.id then m.duplicate_id else m.kept_id end
            from merge m join linked on linked.id in (m.kept_id, m.duplicate_id) where m.subject = 'account'
        )
        select id from linked
        """;

    private const string Texts = """
        select distinct text from (
            select unnest(array[name, email]) as text from contact where id = any(@ids)
            union all
            select unnest(array[before ->> 'name', before ->> 'email', after ->> 'name', after ->> 'email'])
              from audit_entry
            where subject_id = any(@ids) and subject = 'contact'
        ) written where text is not null and text <> ''
        """;

    private const string OthersNames = """
        select name, false as is_company from contact where id <> all(@ids) and name ilike any(@likes)
        union select name, false from team_member where name ilike any(@likes)
        union select name, false from person where name ilike any(@likes)
        union select name, true from account where name ilike any(@likes)
        """;
}
