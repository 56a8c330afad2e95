namespace Platform.SuccessPlans.Peers;

/// <summary>
/// What our scores call causes and metrics, as one says it to the customer. A pack leaves the house: a cause without
/// words here is ours alone and is left out.
/// </summary>
internal static class CustomerWording
{
    public static string? Of(string cause) => Advice.GetValueOrDefault(cause);

    public static string Label(string metric) => Labels.GetValueOrDefault(metric) ?? metric.Replace('_', ' ');

    private static readonly Dictionary<string, string> Labels = new(StringComparer.Ordinal)
    {
        ["health_score"] = "How well it goes overall (0 to 100)",
        ["active_users"] = "People who used the product in the last 28 days",
        ["value_delivered_percent"] = "Agreed value that has come (%)",
        ["certified_admins_percent"] = "Administrators with a certificate (%)",
        ["days_to_first_value"] = "Days until the first result",
    };

    private const string Quiet = "The product has hardly been used lately: agree on what would bring people back.";
    private const string Tickets = "Support requests are waiting: go through the open ones together.";
    private const string Unpaid = "An invoice is past its date: settle it, or say what is in the way.";
    private const string Features = "Parts of the product that you pay for are hardly used: choose one to start with.";
    private const string Habit = "People use the product only now and then: choose a weekly task that belongs into it.";
    private const string Voice = "Your people told us what they miss: go through it and agree on answers.";

    private static readonly Dictionary<string, string> Advice = new(StringComparer.Ordinal)
    {
        ["champion_gone"] = "Your main contact for this work has left: name who takes it over.",
        ["sponsor_gone"] = "Your executive sponsor has left: name who follows.",
        ["power_user_gone"] = "One of your most active users has stopped: name who carries that work on.",
        ["silent"] = Quiet,
        ["days_since_last_activity"] = Quiet,
        ["activity_change"] = "The product is used less than some weeks ago: find out what has changed.",
        ["active_seat_share"] = "Some of your seats are not used: choose who should have them.",
        ["stickiness"] = Habit,
        ["stickiness_weekdays"] = Habit,
        ["breadth"] = Features,
        ["adoption"] = Features,
        ["growth"] = "More people stop than start: agree on who should join next.",
        ["tickets_open"] = Tickets,
        ["tickets_urgent"] = Tickets,
        ["ticket_wait_days"] = Tickets,
        ["ticket_trend"] = Tickets,
        ["coverage"] = "Few of your teams and levels talk with us: name one more person of another team.",
        ["onboarding_stalled"] = "The introduction has come to a halt: agree on the next step and its day.",
        ["nps"] = Voice,
        ["csat"] = Voice,
        ["loops_overdue"] = "We owe your people answers to their feedback: go through them.",
        ["requests_unanswered"] = "We owe you answers to what you asked for in the product: go through them.",
        ["invoices_overdue"] = Unpaid,
        ["invoice_overdue_days"] = Unpaid,
        ["unpaid"] = Unpaid,
    };
}
