using Platform.Accounts.Accounts;
using Platform.Accounts.Attributes;
using Platform.Files.Mapping;

namespace Platform.Accounts.Imports.Mapping;

/// <summary>What can be imported: the kinds and the fields of each.</summary>
public static class ImportKind
{
    public const string AttributePrefix = "attributes.";

    private static readonly string[] AccountLookUps = ["externalId", "domain", "name"];

    public static readonly RowKind Accounts = new(
        "accounts",
        [
            new(
                "externalId",
                FieldType.Text,
                Required: true,
                Synonyms: ["id", "accountid", "customerid"],
                MaxLength: 200
            )
            {
                IsId = true,
            },
            .. AccountFieldCatalogue.All.Select(field => field.Import).OfType<FieldDefinition>(),
            new("parentExternalId", FieldType.Text, Synonyms: ["parentid", "parentaccountid", "parent"], MaxLength: 200)
            {
                IsId = true,
            },
            new("csmEmail", FieldType.Text, Synonyms: ["csm", "owner", "owneremail"], MaxLength: 320),
            new("accountExecutiveEmail", FieldType.Text, Synonyms: ["accountexecutive", "ae"], MaxLength: 320),
        ],
        hint: ", attributes.<name> once it is declared in the attribute schema"
    );

    public static readonly RowKind Contacts = new(
        "contacts",
        [
            new("externalId", FieldType.Text, Required: true, Synonyms: ["id", "contactid"], MaxLength: 200)
            {
                IsId = true,
            },
            new(
                "account",
                FieldType.Text,
                Required: true,
                Synonyms: ["accountid", "accountexternalid", "customerid"],
                MaxLength: 200
            )
            {
                IsId = true,
                LookUps = AccountLookUps,
            },
            new("name", FieldType.Text, Synonyms: ["fullname", "contactname"], MaxLength: 200),
            new("email", FieldType.Text, Synonyms: ["emailaddress", "mail"], MaxLength: 320),
            new("title", FieldType.Text, Synonyms: ["jobtitle"], MaxLength: 200),
            new(
                "seniority",
                FieldType.Choice,
                Choices: ["individual", "manager", "director", "executive"],
                Synonyms: ["level"]
            ),
            new("function", FieldType.Text, Synonyms: ["department"], MaxLength: 100),
            new(
                "roles",
                FieldType.List,
                Choices:
                [
                    "champion",
                    "economic_buyer",
                    "executive_sponsor",
                    "admin",
                    "decision_maker",
                    "end_user",
                    "detractor",
                ],
                Synonyms: ["role"]
            ),
            new("productUserIds", FieldType.List, Synonyms: ["userids", "userid"]),
            new("lastContactAt", FieldType.Instant, Synonyms: ["lasttwowaycontact", "lastcontact"]),
            new("status", FieldType.Choice, Choices: ["active", "left"]),
        ]
    );

    public static readonly RowKind Tickets = new(
        "tickets",
        [
            new("externalId", FieldType.Text, Required: true, Synonyms: ["id", "ticketid"], MaxLength: 200)
            {
                IsId = true,
            },
            new(
                "account",
                FieldType.Text,
                Required: true,
                Synonyms: ["accountid", "accountexternalid", "customerid"],
                MaxLength: 200
            )
            {
                IsId = true,
                LookUps = AccountLookUps,
            },
            new("subject", FieldType.Text, Synonyms: ["title", "summary"], MaxLength: 500),
            new("severity", FieldType.Choice, Choices: ["low", "medium", "high", "urgent"], Synonyms: ["priority"]),
            new("openedAt", FieldType.Instant, Required: true, Synonyms: ["submittedat", "createdat", "opened"]),
            new("firstResponseAt", FieldType.Instant),
            new("firstResponseMinutes", FieldType.Decimal, Synonyms: ["firstresponsetimeminutes"]),
            new("resolvedAt", FieldType.Instant, Synonyms: ["closedat", "resolved"]),
            new("satisfaction", FieldType.Decimal, Synonyms: ["satisfactionscore", "csat"]),
            new("escalated", FieldType.Boolean, Synonyms: ["escalationflag"]),
        ]
    );

    public static readonly RowKind Activities = new(
        "activities",
        [
            new("externalId", FieldType.Text, Required: true, Synonyms: ["id", "activityid"], MaxLength: 200)
            {
                IsId = true,
            },
            new(
                "account",
                FieldType.Text,
                Required: true,
                Synonyms: ["accountid", "accountexternalid", "customerid"],
                MaxLength: 200
            )
            {
                IsId = true,
                LookUps = AccountLookUps,
            },
            new(
                "type",
                FieldType.Choice,
                Required: true,
                Choices: ["call", "email", "meeting", "note"],
                Synonyms: ["activitytype", "kind"]
            ),
            new("subject", FieldType.Text, Synonyms: ["title", "summary"], MaxLength: 500),
            new("notes", FieldType.Text, Synonyms: ["body", "text"], MaxLength: 20_000),
            new("occurredAt", FieldType.Instant, Required: true, Synonyms: ["date", "activitydate"]),
            new("twoWay", FieldType.Boolean, Synonyms: ["istwoway"]),
            new("participants", FieldType.List, Synonyms: ["contacts", "attendees"]),
        ]
    );

    public static readonly RowKind Subscriptions = new(
        "subscriptions",
        [
            new("externalId", FieldType.Text, Required: true, Synonyms: ["id", "subscriptionid"], MaxLength: 200)
            {
                IsId = true,
            },
            new(
                "account",
                FieldType.Text,
                Required: true,
                Synonyms: ["accountid", "accountexternalid", "customerid"],
                MaxLength: 200
            )
            {
                IsId = true,
                LookUps = AccountLookUps,
            },
            new(
                "product",
                FieldType.Text,
                Required: true,
                Synonyms: ["plan", "plantier", "productname"],
                MaxLength: 200
            ),
            new("seats", FieldType.Whole, Synonyms: ["quantity"]),
            new("amount", FieldType.Decimal, Required: true, Synonyms: ["mrramount", "mrr", "recurringamount"])
            {
                CurrencyField = "currency",
            },
            new("currency", FieldType.Text, MaxLength: 3),
            new("periodMonths", FieldType.Whole, Synonyms: ["months"]),
            new("periodWeeks", FieldType.Whole, Synonyms: ["weeks"]),
            new("startsOn", FieldType.Date, Required: true, Synonyms: ["startdate", "start"]),
            new("priceFrom", FieldType.Date, Synonyms: ["pricefromdate", "pricevalidfrom"]),
            new("endsOn", FieldType.Date, Synonyms: ["enddate", "end"]),
            new("termEndsOn", FieldType.Date),
            new("autoRenew", FieldType.Boolean, Synonyms: ["autorenewflag"]),
            new("noticeDays", FieldType.Whole),
            new("trial", FieldType.Boolean, Synonyms: ["istrial"]),
            new("trialEndsOn", FieldType.Date, Synonyms: ["trialend", "trialendson", "trialenddate"]),
            new("status", FieldType.Choice, Choices: ["active", "cancelled", "ended"]),
        ]
    );

    public static readonly RowKind Invoices = new(
        "invoices",
        [
            new("externalId", FieldType.Text, Required: true, Synonyms: ["id", "invoiceid", "number"], MaxLength: 200)
            {
                IsId = true,
            },
            new(
                "account",
                FieldType.Text,
                Required: true,
                Synonyms: ["accountid", "accountexternalid", "customerid"],
                MaxLength: 200
            )
            {
                IsId = true,
                LookUps = AccountLookUps,
            },
            new("subscription", FieldType.Text, Synonyms: ["subscriptionid", "subscriptionexternalid"], MaxLength: 200)
            {
                IsId = true,
            },
            new("amount", FieldType.Decimal, Required: true, Synonyms: ["total"]) { CurrencyField = "currency" },
            new("currency", FieldType.Text, MaxLength: 3),
            new("issuedOn", FieldType.Date, Required: true, Synonyms: ["invoicedate", "issued", "date"]),
            new("dueOn", FieldType.Date, Synonyms: ["duedate", "due"]),
            new("paidOn", FieldType.Date, Synonyms: ["paiddate", "paid"]),
            new("status", FieldType.Choice, Choices: ["open", "paid", "void"]),
        ]
    );

    public static readonly IReadOnlyList<RowKind> All =
    [
        Accounts,
        Contacts,
        Subscriptions,
        Tickets,
        Activities,
        Invoices,
    ];

    public static string Names => string.Join(", ", All.Select(kind => kind.Name));

    /// <summary>The kinds with the attributes that are declared now.</summary>
    public static IReadOnlyList<RowKind> With(IReadOnlyList<AttributeDefinition> attributes) =>
        [.. All.Select(kind => kind == Accounts ? kind.With(attributes.Select(FieldOf)) : kind)];

    public static RowKind? Named(string name, IReadOnlyList<AttributeDefinition> attributes) =>
        With(attributes).FirstOrDefault(kind => string.Equals(kind.Name, name, StringComparison.Ordinal));

    public static bool Knows(string name) => All.Any(kind => string.Equals(kind.Name, name, StringComparison.Ordinal));

    private static FieldDefinition FieldOf(AttributeDefinition attribute) =>
        new(
            AttributePrefix + attribute.Name,
            TypeOf(attribute.Type),
            Choices: attribute.Type == AttributeType.Choice ? attribute.Choices : null,
            Synonyms: [RowKind.Plain(attribute.Name)],
            MaxLength: 2000
        );

    private static FieldType TypeOf(AttributeType type) =>
        type switch
        {
            AttributeType.Number => FieldType.Decimal,
            AttributeType.Boolean => FieldType.Boolean,
            AttributeType.Date => FieldType.Date,
            AttributeType.Choice => FieldType.Choice,
            _ => FieldType.Text,
        };
}
