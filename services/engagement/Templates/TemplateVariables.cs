namespace Platform.Engagement.Templates;

/// <summary>What every template may speak of, besides the variables that it declares itself.</summary>
public static class TemplateVariables
{
    public static readonly IReadOnlyList<string> Types = ["text", "number", "date", "list", "boolean"];

    public static readonly IReadOnlyList<TemplateVariable> Common =
    [
        new("contact.name", "text", "The person's whole name."),
        new("contact.first_name", "text", "The first word of the person's name."),
        new("contact.title", "text", "The person's job."),
        new("contact.email", "text", "The person's address."),
        new("contact.function", "text", "The department."),
        new("contact.roles", "list", "Such as champion or admin."),
        new("account.name", "text", "The customer's name."),
        new("account.industry", "text", "The customer's industry."),
        new("account.size", "text", "smb, mid_market or enterprise."),
        new("account.stage", "text", "The lifecycle stage, such as onboarding."),
        new("account.customer_since", "date", "The first day as a customer."),
        new("account.renewal_date", "date", "When the contract ends; makes a step sensitive."),
        new("account.arr", "number", "Annual recurring revenue; makes a step sensitive."),
        new("account.seats", "number", "Seats of the contract."),
        new("account.score", "number", "The health score, 0 to 100."),
        new("csm", "text", "User id of the customer success manager."),
        new("sender.name", "text", "Who the mail is from."),
        new("preferences_url", "text", "The person's page of preferences."),
    ];

    /// <summary>Known names that were perhaps meant, the nearest first.</summary>
    public static IReadOnlyList<string> Nearest(string name, IEnumerable<string> known) =>
        [
            .. known
                .Select(candidate => (candidate, distance: Distance(name, candidate)))
                .Where(pair => pair.distance <= Math.Max(2, name.Length / 2))
                .OrderBy(pair => pair.distance)
                .ThenBy(pair => pair.candidate, StringComparer.Ordinal)
                .Take(3)
                .Select(pair => pair.candidate),
        ];

    /// <summary>Letters to change, add or leave out (Levenshtein).</summary>
    private static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var (diagonal, left) = (row[0], i);
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var change = diagonal + (one[i - 1] == other[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = left = Math.Min(change, Math.Min(row[j], left) + 1);
            }
        }
        return row[other.Length];
    }
}
