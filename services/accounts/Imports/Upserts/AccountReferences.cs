using Platform.Accounts.Accounts;
using Platform.Files;
using Platform.ServiceKit.Data;

namespace Platform.Accounts.Imports.Upserts;

/// <summary>Finds the accounts that rows of other kinds belong to.</summary>
internal static class AccountReferences
{
    /// <summary>Value of the file → account. A value that is no external id of the source may be the platform's own
    /// id; a domain or name that two accounts share is none.</summary>
    public static async Task<IReadOnlyDictionary<string, ReferredAccount>> ResolveAsync(
        UnitOfWork work,
        UpsertContext context,
        IEnumerable<string> values
    )
    {
        var distinct = values.Where(value => value.Length > 0).Distinct(StringComparer.Ordinal).ToArray();
        var rows = await work.QueryAsync<ReferredAccount>(
            context.AccountLookUp switch
            {
                "domain" => ByDomain,
                "name" => ByName,
                _ => ByExternalId,
            },
            new
            {
                context.Source,
                values = distinct,
                domains = distinct.Select(DomainName.HostOf).ToArray(),
            }
        );
        var found = rows.GroupBy(row => row.Value, StringComparer.Ordinal)
            .Where(group => group.Count() == 1)
            .ToDictionary(group => group.Key, group => group.Single(), StringComparer.Ordinal);

        var ids = distinct
            .Where(value => !found.ContainsKey(value) && Guid.TryParse(value, out _))
            .ToDictionary(Guid.Parse, value => value);
        if (ids.Count > 0)
        {
            foreach (
                var row in await work.QueryAsync<NamedById>(
                    "select id, coalesce(merged_into, id) as lives_in, customer_since from account where id = "
                        + "any(@ids)",
                    new { ids = ids.Keys.ToArray() }
                )
            )
                found[ids[row.Id]] = new ReferredAccount { Id = row.LivesIn, CustomerSince = row.CustomerSince };
        }
        return found;
    }

    public static ImportProblem Unknown(int line, string value, UpsertContext context) =>
        ImportProblem.Error(
            line,
            context.ColumnOf("account"),
            value,
            "unknown-account",
            $"No account of {context.Source} is known by this "
                + $"{(context.AccountLookUp == "externalId" ? "id" : context.AccountLookUp)}. Import the account "
                + $"first, or correct the value."
        );

    private const string ByExternalId = """
        select account.id, account.customer_since, external_id as value from account_external_id
            join account on account.id = account_id
        where source = @Source and external_id = any(@values)
        """;

    private const string ByDomain = """
        select account.id, account.customer_since, given.value from unnest(@values, @domains) as given (value, domain)
            join account on lower(account.domain) = given.domain
        where merged_into is null
        """;

    private const string ByName = """
        select account.id, account.customer_since, given.value from unnest(@values) as given (value)
            join account on lower(account.name) = lower(given.value)
        where merged_into is null
        """;
}
