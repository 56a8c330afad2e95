using Platform.Accounts.Attributes;
using Platform.Files.Mapping;
using Platform.ServiceKit.Text;

namespace Platform.Accounts.Accounts;

/// <summary>Applies fields to an account and finds everything that is wrong with them.</summary>
internal static class AccountInput
{
    public static Account Apply(
        Account account,
        AccountFields fields,
        IReadOnlyList<AttributeDefinition> schema,
        IDictionary<string, string[]> errors
    )
    {
        if (fields.Name.IsGiven || account.Version == 0)
            RequireName(fields.Name.Value, errors);
        LimitLength("industry", fields.Industry.Value, 100, errors);
        LimitLength("country", fields.Country.Value, 100, errors);
        LimitLength("domain", fields.Domain.Value, 253, errors);
        if (!string.IsNullOrWhiteSpace(fields.Domain.Value) && DomainName.HostOf(fields.Domain.Value) is null)
            errors["domain"] = [$"'{fields.Domain.Value}' names no web site: send a host such as example.com, or null"];
        if (fields.Employees.Value is < 0 or > 10_000_000)
            errors["employees"] = [$"'{fields.Employees.Value}' is not from 0 to 10,000,000"];
        OneOf("lifecycle", fields.Lifecycle, Account.Lifecycles, mayBeNull: false, errors);
        OneOf("declaredSize", fields.DeclaredSize, Account.Sizes, mayBeNull: true, errors);
        if (fields.ParentId.Value == account.Id)
            errors["parentId"] = ["an account cannot be its own parent"];
        var attributes = AttributeInput.Read(fields.Attributes, schema, errors);
        if (errors.Count > 0)
            return account;

        return account with
        {
            Name = fields.Name.IsGiven ? fields.Name.Value!.Trim().ToNfc() : account.Name,
            Domain = fields.Domain.IsGiven ? DomainName.HostOf(fields.Domain.Value) : account.Domain,
            Industry = fields.Industry.Or(account.Industry),
            Country = fields.Country.Or(account.Country),
            Employees = fields.Employees.Or(account.Employees),
            ParentId = fields.ParentId.Or(account.ParentId),
            Lifecycle = fields.Lifecycle.Or(account.Lifecycle)!,
            CustomerSince = fields.CustomerSince.Or(account.CustomerSince),
            DeclaredSize = fields.DeclaredSize.Or(account.DeclaredSize),
            Attributes = attributes.Aggregate(account.Attributes, (values, attribute) =>
                values.With(attribute.Key, attribute.Value)
            ),
        };
    }

    private static void RequireName(string? name, IDictionary<string, string[]> errors)
    {
        if (string.IsNullOrWhiteSpace(name))
            errors["name"] = ["is required"];
        else
            LimitLength("name", name, 200, errors);
    }

    private static void LimitLength(string field, string? value, int most, IDictionary<string, string[]> errors)
    {
        if (value?.Length > most)
            errors[field] = [$"has {value.Length} characters; at most {most}"];
        else if (value?.Contains('\0', StringComparison.Ordinal) == true)
            errors[field] = ["has a zero character"];
    }

    private static void OneOf(
        string field,
        Optional<string?> given,
        IReadOnlyList<string> known,
        bool mayBeNull,
        IDictionary<string, string[]> errors
    )
    {
        if (!given.IsGiven || (given.Value is null ? mayBeNull : known.Contains(given.Value, StringComparer.Ordinal)))
            return;
        errors[field] = [$"'{given.Value}' is not one of {string.Join(", ", known)}"];
    }
}
