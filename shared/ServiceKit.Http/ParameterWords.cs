namespace Platform.ServiceKit.Http;

/// <summary>What a parameter of a path or a query means wherever it is called so; a handler's own comment goes before
/// these, as with <see cref="CommonWords"/>.</summary>
internal static class ParameterWords
{
    /// <summary>A parameter of the query, which mostly chooses among what there is.</summary>
    public static string? OfQuery(string name) => QueryWords.GetValueOrDefault(name) ?? CommonWords.Of(name);

    /// <summary>A place in a path, by what stands before it: <c>/v1/plans/{id}</c>.</summary>
    public static string OfPath(string name, string path) =>
        PathWords.GetValueOrDefault(name) ?? $"Id of the {Thing(name, path)}, a UUID.";

    private static string Thing(string name, string path)
    {
        if (name is not "id")
            return Spaced(name.EndsWith("Id", StringComparison.Ordinal) ? name[..^2] : name);
        var segments = path.Trim('/').Split('/');
        var before = segments
            .TakeWhile(segment => segment != $"{{{name}}}")
            .LastOrDefault(segment => !segment.StartsWith('{'))
            ?? "thing";
        var one = before switch
        {
            "accounts" or "account" => "account",
            _ when before.EndsWith("ies", StringComparison.Ordinal) => $"{before[..^3]}y",
            _ when before.EndsWith("ches", StringComparison.Ordinal)
                    || before.EndsWith("sses", StringComparison.Ordinal) => before[..^2],
            _ when before.EndsWith('s') && before != "tactics" => before[..^1],
            "tactics" => "tactic",
            _ => before,
        };
        return one.Replace('-', ' ');
    }

    private static string Spaced(string name) =>
        string.Concat(name.Select(letter => char.IsUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : $"{letter}"));

    private static readonly Dictionary<string, string> PathWords = new(StringComparer.Ordinal)
    {
        ["token"] = "The secret of the link, as it stands in the link that was handed out.",
        ["currency"] = "ISO 4217 code, three capital letters: EUR.",
        ["from"] = "The day from which it holds, ISO date: 2026-01-31.",
        ["role"] = "csm, account_executive, onboarding_manager or executive_sponsor.",
        ["size"] = "smb, mid_market or enterprise.",
        ["segment"] = "The accounts' size: smb, mid_market or enterprise.",
        ["version"] = "The version, counting from 1.",
        ["step"] = "The step's name: thank, acknowledge, act or follow_up.",
        ["personId"] = "User id of the person, as the identity provider has it.",
        ["product"] = "The product's name, as subscriptions have it.",
        ["play"] = "Code of the play; GET /v1/risks/plays lists them.",
        ["kind"] = "The kind of thing, one of the words that the list of them names.",
        ["name"] = "The name under which it was saved; upper and lower case count.",
    };

    private static readonly Dictionary<string, string> QueryWords = new(StringComparer.Ordinal)
    {
        ["accountId"] = "Only what is of this account.",
        ["contactId"] = "Only what is of this person.",
        ["surveyId"] = "Only of this survey.",
        ["waveId"] = "Only of this wave.",
        ["owner"] = "Only what this person sees to, by user id.",
        ["csm"] = "Only accounts of this CSM, by user id.",
        ["segment"] = "Only accounts of this segment.",
        ["size"] = "Only accounts of this size: smb, mid_market or enterprise.",
        ["motion"] = "Only accounts that are looked after so: high_touch, pooled, tech_touch or self_serve.",
        ["priority"] = "Only accounts of this priority: p1, p2 or p3.",
        ["lifecycle"] = "Only accounts in this lifecycle: onboarding, adopting, established, renewing or churned.",
        ["industry"] = "Only accounts of this industry.",
        ["country"] = "Only accounts in this country, ISO 3166-1 code.",
        ["band"] = "Only accounts of this band: green, yellow, red or insufficient_data.",
        ["product"] = "Only of this product, by its name.",
        ["name"] = "Only what is called so.",
        ["externalId"] = "Only the account with this external id: source:id.",
        ["source"] = "The system that the data is from, for example crm.",
        ["account"] = "The account: its id, or source:id of an external one.",
        ["status"] = "Only what is in this state; the answer's field of the name says which there are.",
        ["type"] = "Only of this type; the answer's field of the name says which there are.",
        ["class"] = "Only promoter, passive or detractor.",
        ["role"] = "Only people, or owners, in this role.",
        ["withComment"] = "true: only answers with a comment.",
        ["history"] = "true: also who owned it before.",
        ["severity"] = "Only tickets of this severity: low, medium, high or urgent.",
        ["mayBeAsked"] = "true: only who is active and was not asked too often lately.",
        ["most"] = "How many at most.",
        ["subject"] = "Only changes of this kind of thing: account, contact, segment and so on.",
        ["actor"] = "Only what this person or service did.",
        ["action"] = "Only this kind of change: created, changed and so on.",
        ["kind"] = "Only of this kind; the answer's field of the name says which there are.",
        ["retired"] = "true: also what was taken out of the list.",
        ["days"] = "How many days to look at.",
        ["backfill"] = "true lifts the limit of lateness, for operations only.",
        ["results"] = "all: a result for every event; otherwise for those rejected only.",
        ["weeks"] = "How many weeks to look back.",
        ["start"] = "What starts the count; the operation's description says what there is.",
        ["clock"] = "calendar or rolling: whether a day is one of the calendar, or 24 hours from each one's own start.",
        ["cohort"] = "week or month: who began within it belongs together.",
        ["outcome"] = "Only with this outcome.",
        ["theme"] = "Only with this theme, by its code.",
        ["by"] = "What to split the figures by: size, motion, priority and others; left out: all in one.",
        ["group"] = "Only this part of the split.",
        ["kept"] = "Only merges into this one.",
        ["aboutId"] = "Only notices about this loop or request.",
        ["handedOver"] = "true: only those that were handed over; false: only those that were not.",
        ["delivered"] = "true: only those that were delivered; false: only those that were not.",
        ["stalled"] = "true: only those that do not move.",
        ["all"] = "true: earlier versions too.",
        ["departed"] = "true: only those who left; false: only those who are active.",
        ["stage"] = "Only in this stage, by its code.",
        ["decided"] = "true: only what is decided; false: only what is open.",
        ["surprise"] = "true: only losses that nothing had flagged.",
        ["overdue"] = "true: only what is overdue.",
        ["interval"] = "month: figures for each month of the period.",
        ["window"] = "With an interval: how many months back each is compared, 1 to 60; 1 where nothing is said.",
        ["part"] = "The part of the waterfall: expansion, contraction, churn and so on.",
        ["against"] = "The scorecard to compare with; the one in force where nothing is said.",
        ["share"] = "Accounts that have this share of all ARR together, above 0 to 1.",
        ["withoutSponsor"] = "true: only accounts without a sponsor on our side.",
        ["lastEventId"] = "The id of the last event that was received: the stream goes on after it.",
        ["outcomeId"] = "Only tactics that serve this outcome.",
        ["contractId"] = "Only of this contract.",
        ["feature"] = "Only of this feature, by its name.",
        ["user"] = "Only of this user of the product.",
        ["score"] = "Heading of the column with the score.",
        ["comment"] = "Heading of the column with the comment.",
        ["person"] = "Heading of the column that names the person.",
        ["date"] = "Heading of the column with the day of the answer.",
        ["key"] = "Heading of the column with the answers' own ids.",
        ["dateOrder"] = "dmy or mdy, where the file's dates alone do not say.",
        ["answeredAt"] = "When all were answered, where the file has no such column.",
        ["dueOn"] = "The new due day, ISO date.",
    };
}
