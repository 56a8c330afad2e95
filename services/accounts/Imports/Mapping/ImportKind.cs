using Platform.Accounts.Attributes;

namespace Platform.Accounts.Imports.Mapping;

/// <summary>What can be imported: the kinds and the fields of each.</summary>
public sealed class ImportKind
{
    public const string AttributePrefix = "attributes.";

    private ImportKind(string name, params FieldDefinition[] fields)
    {
        Name = name;
        Fields = fields;
    }

    public string Name { get; }

    public IReadOnlyList<FieldDefinition> Fields { get; }

    public static readonly ImportKind Accounts = new("accounts",
        new("externalId", FieldType.Text, Required: true, Synonyms: ["id", "accountid", "customerid"], MaxLength: 200),
        new("name", FieldType.Text, Synonyms: ["accountname", "company", "companyname", "customername"], MaxLength: 200),
        new("domain", FieldType.Text, Synonyms: ["website"], MaxLength: 253),
        new("industry", FieldType.Text, MaxLength: 100),
        new("country", FieldType.Text, Synonyms: ["countrycode"], MaxLength: 100),
        new("employees", FieldType.Whole, Synonyms: ["employeecount", "headcount", "numberofemployees"]),
        new("parentExternalId", FieldType.Text, Synonyms: ["parentid", "parentaccountid", "parent"], MaxLength: 200),
        new("lifecycle", FieldType.Choice, Choices: ["onboarding", "adopting", "established", "renewing", "churned"], Synonyms: ["lifecyclestage", "stage"]),
        new("customerSince", FieldType.Date, Synonyms: ["signupdate", "startdate", "createddate"]),
        new("size", FieldType.Choice, Choices: ["smb", "mid_market", "enterprise"], Synonyms: ["segment"]),
        new("csmEmail", FieldType.Text, Synonyms: ["csm", "owner", "owneremail"], MaxLength: 320),
        new("accountExecutiveEmail", FieldType.Text, Synonyms: ["accountexecutive", "ae"], MaxLength: 320));

    public static readonly ImportKind Contacts = new("contacts",
        new("externalId", FieldType.Text, Required: true, Synonyms: ["id", "contactid"], MaxLength: 200),
        new("account", FieldType.Text, Required: true, Synonyms: ["accountid", "accountexternalid", "customerid"], MaxLength: 200),
        new("name", FieldType.Text, Synonyms: ["fullname", "contactname"], MaxLength: 200),
        new("email", FieldType.Text, Synonyms: ["emailaddress", "mail"], MaxLength: 320),
        new("title", FieldType.Text, Synonyms: ["jobtitle"], MaxLength: 200),
        new("seniority", FieldType.Choice, Choices: ["individual", "manager", "director", "executive"], Synonyms: ["level"]),
        new("function", FieldType.Text, Synonyms: ["department"], MaxLength: 100),
        new("roles", FieldType.List, Choices: ["champion", "economic_buyer", "executive_sponsor", "admin", "decision_maker", "end_user", "detractor"], Synonyms: ["role"]),
        new("productUserIds", FieldType.List, Synonyms: ["userids", "userid"]),
        new("lastContactAt", FieldType.Instant, Synonyms: ["lasttwowaycontact", "lastcontact"]),
        new("status", FieldType.Choice, Choices: ["active", "left"]));

    public static readonly ImportKind Tickets = new("tickets",
        new("externalId", FieldType.Text, Required: true, Synonyms: ["id", "ticketid"], MaxLength: 200),
        new("account", FieldType.Text, Required: true, Synonyms: ["accountid", "accountexternalid", "customerid"], MaxLength: 200),
        new("subject", FieldType.Text, Synonyms: ["title", "summary"], MaxLength: 500),
        new("severity", FieldType.Choice, Choices: ["low", "medium", "high", "urgent"], Synonyms: ["priority"]),
        new("openedAt", FieldType.Instant, Required: true, Synonyms: ["submittedat", "createdat", "opened"]),
        new("firstResponseAt", FieldType.Instant),
        new("firstResponseMinutes", FieldType.Decimal, Synonyms: ["firstresponsetimeminutes"]),
        new("resolvedAt", FieldType.Instant, Synonyms: ["closedat", "resolved"]),
        new("satisfaction", FieldType.Decimal, Synonyms: ["satisfactionscore", "csat"]),
        new("escalated", FieldType.Boolean, Synonyms: ["escalationflag"]));

    public static readonly ImportKind Activities = new("activities",
        new("externalId", FieldType.Text, Required: true, Synonyms: ["id", "activityid"], MaxLength: 200),
        new("account", FieldType.Text, Required: true, Synonyms: ["accountid", "accountexternalid", "customerid"], MaxLength: 200),
        new("type", FieldType.Choice, Required: true, Choices: ["call", "email", "meeting", "note"], Synonyms: ["activitytype", "kind"]),
        new("subject", FieldType.Text, Synonyms: ["title", "summary"], MaxLength: 500),
        new("notes", FieldType.Text, Synonyms: ["body", "text"], MaxLength: 20_000),
        new("occurredAt", FieldType.Instant, Required: true, Synonyms: ["date", "activitydate"]),
        new("twoWay", FieldType.Boolean, Synonyms: ["istwoway"]),
        new("participants", FieldType.List, Synonyms: ["contacts", "attendees"]));

    public static readonly ImportKind Subscriptions = new("subscriptions",
        new("externalId", FieldType.Text, Required: true, Synonyms: ["id", "subscriptionid"], MaxLength: 200),
        new("account", FieldType.Text, Required: true, Synonyms: ["accountid", "accountexternalid", "customerid"], MaxLength: 200),
        new("product", FieldType.Text, Required: true, Synonyms: ["plan", "plantier", "productname"], MaxLength: 200),
        new("seats", FieldType.Whole, Synonyms: ["quantity"]),
        new("amount", FieldType.Decimal, Required: true, Synonyms: ["mrramount", "mrr", "recurringamount"]),
        new("currency", FieldType.Text, MaxLength: 3),
        new("periodMonths", FieldType.Whole, Synonyms: ["months"]),
        new("periodWeeks", FieldType.Whole, Synonyms: ["weeks"]),
        new("startsOn", FieldType.Date, Required: true, Synonyms: ["startdate", "start"]),
        new("endsOn", FieldType.Date, Synonyms: ["enddate", "end"]),
        new("termEndsOn", FieldType.Date),
        new("autoRenew", FieldType.Boolean, Synonyms: ["autorenewflag"]),
        new("noticeDays", FieldType.Whole),
        new("trial", FieldType.Boolean, Synonyms: ["istrial"]),
        new("trialEndsOn", FieldType.Date, Synonyms: ["trialend", "trialendson", "trialenddate"]),
        new("status", FieldType.Choice, Choices: ["active", "cancelled", "ended"]));

    public static readonly ImportKind Invoices = new("invoices",
        new("externalId", FieldType.Text, Required: true, Synonyms: ["id", "invoiceid", "number"], MaxLength: 200),
        new("account", FieldType.Text, Required: true, Synonyms: ["accountid", "accountexternalid", "customerid"], MaxLength: 200),
        new("subscription", FieldType.Text, Synonyms: ["subscriptionid", "subscriptionexternalid"], MaxLength: 200),
        new("amount", FieldType.Decimal, Required: true, Synonyms: ["total"]),
        new("currency", FieldType.Text, MaxLength: 3),
        new("issuedOn", FieldType.Date, Required: true, Synonyms: ["invoicedate", "issued", "date"]),
        new("dueOn", FieldType.Date, Synonyms: ["duedate", "due"]),
        new("paidOn", FieldType.Date, Synonyms: ["paiddate", "paid"]),
        new("status", FieldType.Choice, Choices: ["open", "paid", "void"]));

    public static readonly IReadOnlyList<ImportKind> All = [Accounts, Contacts, Subscriptions, Tickets, Activities, Invoices];

    public static ImportKind? Named(string name) => All.FirstOrDefault(kind => string.Equals(kind.Name, name, StringComparison.Ordinal));

    /// <summary>The field of this name, custom attributes among them (<c>attributes.seats</c>); null when there is none.</summary>
    public FieldDefinition? Field(string name, IReadOnlyList<AttributeDefinition> attributes)
    {
        if (this == Accounts && name.StartsWith(AttributePrefix, StringComparison.Ordinal))
        {
            var attribute = attributes.FirstOrDefault(declared => string.Equals(declared.Name, name[AttributePrefix.Length..], StringComparison.Ordinal));
            return attribute is null ? null : new FieldDefinition(name, TypeOf(attribute.Type), Choices: attribute.Type == AttributeType.Choice ? attribute.Choices : null, MaxLength: 2000);
        }
        return Fields.FirstOrDefault(field => string.Equals(field.Name, name, StringComparison.Ordinal));
    }

    /// <summary>The field that a column means by its name alone: same letters and digits as the field's name, a synonym, or a declared attribute.</summary>
    public FieldDefinition? Guess(string column, IReadOnlyList<AttributeDefinition> attributes)
    {
        var plain = Plain(column);
        var field = Fields.FirstOrDefault(field => string.Equals(Plain(field.Name), plain, StringComparison.Ordinal))
            ?? Fields.FirstOrDefault(field => field.Synonyms?.Contains(plain, StringComparer.Ordinal) == true);
        if (field is not null || this != Accounts) return field;
        var attribute = attributes.FirstOrDefault(declared => string.Equals(Plain(declared.Name), plain, StringComparison.Ordinal)
            || string.Equals(Plain(AttributePrefix + declared.Name), plain, StringComparison.Ordinal));
        return attribute is null ? null : Field(AttributePrefix + attribute.Name, attributes);
    }

    /// <summary>Letters and digits only, in lower case: <c>Account ID</c>, <c>account_id</c> and <c>accountId</c> are one.</summary>
    public static string Plain(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    private static FieldType TypeOf(AttributeType type) => type switch
    {
        AttributeType.Number => FieldType.Decimal,
        AttributeType.Boolean => FieldType.Boolean,
        AttributeType.Date => FieldType.Date,
        AttributeType.Choice => FieldType.Choice,
        _ => FieldType.Text,
    };
}
