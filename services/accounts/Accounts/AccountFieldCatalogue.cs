using Platform.Files.Mapping;
using Platform.ServiceKit.Text;

namespace Platform.Accounts.Accounts;

/// <summary>
/// All plain fields of accounts. A new one is a property of <see cref="AccountProperties"/>, one of
/// <see cref="AccountFields"/> where people give it, a column, and an entry here: storing, diff, audit, validation,
/// import, export and segments follow.
/// </summary>
internal static class AccountFieldCatalogue
{
    private const int MostEmployees = 10_000_000;

    public static readonly IReadOnlyList<AccountField> All =
    [
        AccountField.Of("name", "name", "text", account => account.Name) with
        {
            Check = (fields, errors) => Limit("name", fields.Name.Value, 200, errors),
            Apply = (account, fields) =>
                fields.Name.Value is { } name ? account with { Name = name.Trim().ToNfc() } : account,
            Import = new(
                "name",
                FieldType.Text,
                Synonyms: ["accountname", "company", "companyname", "customername"],
                MaxLength: 200
            ),
            Read = (row, fields) => fields with { Name = row.Text("name") },
            InRules = FieldType.Text,
        },
        AccountField.Of("domain", "domain", "text", account => account.Domain) with
        {
            Check = (fields, errors) =>
            {
                Limit("domain", fields.Domain.Value, 253, errors);
                if (DomainName.NamesNoSite(fields.Domain.Value))
                    errors["domain"] =
                    [
                        $"'{fields.Domain.Value}' names no web site: send a host such as example.com, or null",
                    ];
            },
            Apply = (account, fields) =>
                fields.Domain.IsGiven ? account with { Domain = DomainName.HostOf(fields.Domain.Value) } : account,
            Import = new("domain", FieldType.Text, Synonyms: ["website"], MaxLength: 253),
            Read = (row, fields) => fields with { Domain = row.Text("domain") },
            InRules = FieldType.Text,
        },
        AccountField.Of("industry", "industry", "text", account => account.Industry) with
        {
            Check = (fields, errors) => Limit("industry", fields.Industry.Value, 100, errors),
            Apply = (account, fields) => account with { Industry = fields.Industry.Or(account.Industry) },
            Import = new("industry", FieldType.Text, MaxLength: 100),
            Read = (row, fields) => fields with { Industry = row.Text("industry") },
            InRules = FieldType.Text,
        },
        AccountField.Of("country", "country", "text", account => account.Country) with
        {
            Check = (fields, errors) => Limit("country", fields.Country.Value, 100, errors),
            Apply = (account, fields) => account with { Country = fields.Country.Or(account.Country) },
            Import = new("country", FieldType.Text, Synonyms: ["countrycode"], MaxLength: 100),
            Read = (row, fields) => fields with { Country = row.Text("country") },
            InRules = FieldType.Text,
        },
        AccountField.Of("employees", "employees", "int", account => account.Employees) with
        {
            Check = (fields, errors) =>
            {
                if (fields.Employees.Value is < 0 or > MostEmployees)
                    errors["employees"] = [$"'{fields.Employees.Value}' is not from 0 to 10,000,000"];
            },
            Apply = (account, fields) => account with { Employees = fields.Employees.Or(account.Employees) },
            Import = new("employees", FieldType.Whole, Synonyms: ["employeecount", "headcount", "numberofemployees"]),
            Read = (row, fields) => fields with { Employees = row.Whole("employees", 0, MostEmployees) },
            InRules = FieldType.Whole,
        },
        AccountField.Of("parentId", "parent_id", "uuid", account => account.ParentId) with
        {
            Apply = (account, fields) => account with { ParentId = fields.ParentId.Or(account.ParentId) },
        },
        AccountField.Of("lifecycle", "lifecycle", "text", account => account.Lifecycle) with
        {
            Check = (fields, errors) => OneOf("lifecycle", fields.Lifecycle, Account.Lifecycles, false, errors),
            Apply = (account, fields) => account with { Lifecycle = fields.Lifecycle.Value ?? account.Lifecycle },
            Import = new(
                "lifecycle",
                FieldType.Choice,
                Choices: Account.Lifecycles,
                Synonyms: ["lifecyclestage", "stage"]
            ),
            Read = (row, fields) => fields with { Lifecycle = row.Choice("lifecycle") },
            InRules = FieldType.Choice,
            Choices = Account.Lifecycles,
        },
        AccountField.Of("customerSince", "customer_since", "date", account => account.CustomerSince) with
        {
            Apply = (account, fields) =>
                account with
                {
                    CustomerSince = fields.CustomerSince.Or(account.CustomerSince),
                },
            Import = new("customerSince", FieldType.Date, Synonyms: ["signupdate", "startdate", "createddate"]),
            Read = (row, fields) => fields with { CustomerSince = row.Date("customerSince") },
            InRules = FieldType.Date,
        },
        AccountField.Of("declaredSize", "declared_size", "text", account => account.DeclaredSize) with
        {
            Check = (fields, errors) => OneOf("declaredSize", fields.DeclaredSize, Account.Sizes, true, errors),
            Apply = (account, fields) => account with { DeclaredSize = fields.DeclaredSize.Or(account.DeclaredSize) },
            Import = new("size", FieldType.Choice, Choices: Account.Sizes, Synonyms: ["segment"]),
            Read = (row, fields) => fields with { DeclaredSize = row.Choice("size") },
        },
        AccountField.Of("size", "size", "text", account => account.Size) with
        {
            InRules = FieldType.Choice,
            Choices = Account.Sizes,
        },
        AccountField.Of("motion", "motion", "text", account => account.Motion) with
        {
            InRules = FieldType.Choice,
            Choices = Account.Motions,
        },
        AccountField.Of("priority", "priority", "text", account => account.Priority) with
        {
            InRules = FieldType.Choice,
            Choices = Account.Priorities,
        },
        AccountField.Of("mergedInto", "merged_into", "uuid", account => account.MergedInto),
    ];

    private static void Limit(string field, string? value, int most, IDictionary<string, string[]> errors)
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
