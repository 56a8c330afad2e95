using Platform.Files.Mapping;

namespace Platform.Cli.Imports.Recognition;

/// <summary>
/// The fields that this program itself reads. Of usage, features and churn events that is all; of what the platform
/// imports only what files are compared by, and everything else in a mapping is for the platform to judge.
/// </summary>
internal static class KnownKinds
{
    /// <summary>The account is named by its own id, or through a subscription of the same source.</summary>
    public const string BySubscription = "subscription";

    private static readonly FieldDefinition ExternalId = new(
        "externalId",
        FieldType.Text,
        Synonyms: ["id", "subscriptionid", "ticketid", "churneventid"]
    );

    private static readonly FieldDefinition Account = new(
        "account",
        FieldType.Text,
        Synonyms: ["accountid", "accountexternalid", "customerid"]
    )
    {
        LookUps = ["externalId", "domain", "name"],
    };

    private static readonly RowKind Usage = new(
        "usage",
        [
            new("eventId", FieldType.Text, Required: true, Synonyms: ["usageid", "id"], MaxLength: 200) { IsId = true },
            new(
                "account",
                FieldType.Text,
                Required: true,
                Synonyms: ["accountid", "accountexternalid", "customerid"],
                MaxLength: 200
            )
            {
                IsId = true,
                LookUps = ["externalId", BySubscription],
            },
            new("user", FieldType.Text, Synonyms: ["userid", "email"]),
            new(
                "feature",
                FieldType.Text,
                Required: true,
                Synonyms: ["featurename", "featurekey", "event", "eventname"]
            ),
            new("quantity", FieldType.Whole, Synonyms: ["usagecount", "count"]),
            new("occurredAt", FieldType.Instant, Required: true, Synonyms: ["usagedate", "timestamp", "time", "date"]),
            new("outcome", FieldType.Text),
            new("team", FieldType.Text, Synonyms: ["teamname"]),
        ]
    );

    private static readonly RowKind Features = new(
        "features",
        [
            new("key", FieldType.Text, Required: true, Synonyms: ["feature", "featurekey"]),
            new("name", FieldType.Text, Synonyms: ["featurename"]),
            new("core", FieldType.Boolean, Synonyms: ["iscore"]),
            new("premium", FieldType.Boolean, Synonyms: ["ispremium"]),
        ]
    );

    private static readonly RowKind Outcomes = new(
        "outcomes",
        [
            Account with
            {
                Required = true,
            },
            new("outcome", FieldType.Text, Required: true, Synonyms: ["kind", "result"]),
            new("occurredOn", FieldType.Date, Required: true, Synonyms: ["decidedon", "date"]),
        ]
    );

    private static readonly RowKind Answers = new(
        "answers",
        [
            new("externalId", FieldType.Text, Synonyms: ["id", "answerid", "responseid", "key"], MaxLength: 200)
            {
                IsId = true,
            },
            Account,
            new("person", FieldType.Text, Synonyms: ["contact", "contactid", "email", "respondent"]),
            new("score", FieldType.Whole, Required: true, Synonyms: ["rating", "nps"]),
            new("answeredAt", FieldType.Instant, Required: true, Synonyms: ["submittedat", "date", "timestamp"]),
            new("comment", FieldType.Text, Synonyms: ["verbatim", "text", "feedback"], MaxLength: 100_000),
            new("product", FieldType.Text),
            new("role", FieldType.Text),
        ]
    );

    private static readonly RowKind People = new(
        "people",
        [
            new("personId", FieldType.Text, Required: true, Synonyms: ["id", "userid", "user", "subject", "login"]),
            new("name", FieldType.Text, Required: true, Synonyms: ["fullname"], MaxLength: 200),
            new("email", FieldType.Text, Synonyms: ["emailaddress", "mail"], MaxLength: 320),
            new(
                "roles",
                FieldType.List,
                Required: true,
                Choices: ["csm", "manager", "executive", "ops"],
                Synonyms: ["role"]
            ),
            new("teams", FieldType.List, Synonyms: ["team"]),
            new("state", FieldType.Choice, Choices: ["active", "deactivated"], Synonyms: ["status"]),
        ]
    );

    private static readonly RowKind ChurnEvents = new(
        "churn-events",
        [
            ExternalId,
            Account with
            {
                Required = true,
            },
            new("occurredOn", FieldType.Date, Synonyms: ["churndate", "date"]),
        ]
    );

    private static readonly RowKind Accounts = new(
        "accounts",
        [
            new("externalId", FieldType.Text, Synonyms: ["id", "accountid", "customerid"]),
            new("customerSince", FieldType.Date, Synonyms: ["signupdate", "startdate", "createddate"]),
            new("product", FieldType.Text),
            new("churned", FieldType.Text),
        ],
        takesAnyField: true
    );

    public static RowKind Of(FileKind kind) =>
        kind switch
        {
            FileKind.Usage => Usage,
            FileKind.Features => Features,
            FileKind.Outcomes => Outcomes,
            FileKind.Answers => Answers,
            FileKind.People => People,
            FileKind.ChurnEvents => ChurnEvents,
            FileKind.Accounts => Accounts,
            _ => new RowKind(kind.Spelt(), [ExternalId, Account, .. ReadOf(kind)], takesAnyField: true),
        };

    private static IEnumerable<FieldDefinition> ReadOf(FileKind kind) =>
        kind switch
        {
            FileKind.Subscriptions =>
            [
                new("startsOn", FieldType.Date, Synonyms: ["startdate", "start"]),
                new("endsOn", FieldType.Date, Synonyms: ["enddate", "end"]),
                new("termEndsOn", FieldType.Date),
                new("priceFrom", FieldType.Date),
                new("trialEndsOn", FieldType.Date, Synonyms: ["trialend", "trialenddate"]),
            ],
            FileKind.Tickets =>
            [
                new("openedAt", FieldType.Instant, Synonyms: ["submittedat", "createdat", "opened"]),
                new("firstResponseAt", FieldType.Instant),
                new("resolvedAt", FieldType.Instant, Synonyms: ["closedat", "resolved"]),
            ],
            FileKind.Activities => [new("occurredAt", FieldType.Instant, Synonyms: ["date", "activitydate"])],
            FileKind.Contacts =>
            [
                new("email", FieldType.Text, Synonyms: ["emailaddress", "mail"]),
                new("lastContactAt", FieldType.Instant, Synonyms: ["lasttwowaycontact", "lastcontact"]),
            ],
            FileKind.Invoices =>
            [
                new("issuedOn", FieldType.Date, Synonyms: ["invoicedate", "issued", "date"]),
                new("dueOn", FieldType.Date, Synonyms: ["duedate", "due"]),
                new("paidOn", FieldType.Date, Synonyms: ["paiddate", "paid"]),
            ],
            _ => [],
        };
}
