namespace Platform.Cli.Simulation.Sample;

/// <summary>What success plans of the sample say.</summary>
internal static class PlanTexts
{
    public static readonly Goal[] Goals =
    [
        new(
            "Close the month in five working days instead of nine",
            "Working days to close",
            9,
            5,
            "days",
            180,
            [8, 7, 6],
            1_800,
            null,
            0,
            "Month end takes six days, three fewer than before",
            "Closing calendar of the last three months",
            5_400
        ),
        new(
            "Purchases are approved within one working day",
            "Share of approvals within a day",
            35,
            90,
            "%",
            150,
            [48, 61, 74],
            0,
            null,
            0,
            "Three of four purchases are approved the same day",
            "Approval report, 214 purchases in the last 30 days",
            3_200
        ),
        new(
            "Project leads report from one place",
            "Reports made by hand a month",
            46,
            6,
            "reports",
            200,
            [38, 25, 19],
            85,
            null,
            0,
            "27 reports a month are no longer made by hand",
            "List of the reports that were switched off",
            2_295
        ),
        new(
            "Every team works in the tool each week",
            "Active people in the last 28 days",
            0,
            40,
            "people",
            160,
            [],
            0,
            "dashboards",
            1,
            "The warehouse joined in October, all shifts included",
            "Weekly active users by team",
            0
        ),
        new(
            "Fewer projects finish late",
            "Projects finished late",
            31,
            15,
            "%",
            240,
            [30, 27, 24],
            900,
            null,
            0,
            "Seven points fewer projects finish late",
            "Portfolio review of the last quarter",
            6_300
        ),
        new(
            "Auditors find every approval without asking us",
            "Findings of the internal audit",
            12,
            2,
            "findings",
            220,
            [12, 9, 7],
            1_200,
            null,
            0,
            "Five audit findings closed for good",
            "Letter of the internal audit",
            6_000
        ),
        new(
            "New colleagues are productive in two weeks",
            "Days until the first own report",
            28,
            14,
            "days",
            140,
            [26, 20, 17],
            240,
            null,
            0,
            "New colleagues deliver eleven days sooner",
            "Survey of 18 new colleagues",
            2_640
        ),
    ];

    public static readonly (string Summary, string After3, string After6, string After12)[] Visions =
    [
        (
            "One place for all projects, so that the Monday meeting decides instead of collecting figures.",
            "Two teams work with it daily and the first report is no longer made by hand.",
            "Month end uses the figures; the second site has joined.",
            "Targets are met, the sponsor has confirmed them, and the group looks at our way of working."
        ),
        (
            "Approvals that nobody has to chase, from the request to the audit.",
            "All purchases above 500 go through the tool.",
            "Nine of ten approvals within a day.",
            "Internal audit signs off without findings on approvals."
        ),
        (
            "Growth without more people in administration.",
            "Templates for the five most frequent projects are in use.",
            "Half of the recurring reports are automated.",
            "Twenty per cent more projects with the same team."
        ),
    ];

    public static readonly (string Role, string Text)[] OurPart =
    [
        (
            "Customer success manager",
            "Answers within a working day, brings the monthly value review, and says early when something slips."
        ),
        (
            "Executive sponsor",
            "Meets your sponsor once a quarter and clears the way when it needs more than the two teams."
        ),
    ];

    public static readonly (string Role, string Text)[] TheirPart =
    [
        ("Project lead", "Decides what comes next, frees the key users, and confirms what was reached."),
        ("Administrator", "Looks after users and imports; is there for questions in the first weeks."),
    ];

    public static readonly string[] OurComments =
    [
        "The figures for this month are in. Please have a look before Thursday.",
        "We moved the second training to the week after your inventory, as you asked.",
        "Two of your open tasks wait for the same file. If it helps, we take half an hour tomorrow.",
        "Thank you for the quick confirmation. It goes into the next review as it stands.",
    ];

    public static readonly string[] StepEvidence =
    [
        "Shown in the weekly call, nothing open.",
        "Minutes of the working session.",
        "Checked together on a sample of 20.",
        "Sent by e-mail and confirmed.",
    ];

    public static readonly string[] Results =
    [
        "Two hours a week less per team lead.",
        "Every new project starts from the template.",
        "The Monday meeting is half an hour shorter.",
    ];

    /// <summary>
    /// Steps of the templates: key, kind, name, side, days it takes, days until due, its milestone and what it waits
    /// for.
    /// </summary>
    public static readonly (
        string Key,
        string Kind,
        string Name,
        string Side,
        int Days,
        int Due,
        string? Milestone,
        string[] After
    )[] Steps =
    [
        ("start", "milestone", "Goals and figures agreed", "ours", 5, 14, null, []),
        ("baseline", "task", "Measure where we stand today", "customer", 5, 12, "start", []),
        ("people", "task", "Name key users of both first teams", "customer", 3, 10, "start", []),
        ("live", "milestone", "First team works with it daily", "ours", 10, 45, null, ["start"]),
        ("templates", "task", "Set up the templates of the first team", "ours", 8, 32, "live", ["people"]),
        ("training", "task", "Two trainings of ninety minutes", "ours", 3, 38, "live", ["templates"]),
        ("announce", "task", "Announce the new way of reporting", "customer", 2, 40, "live", ["people"]),
        ("result", "milestone", "First result shown to the sponsor", "ours", 10, 95, null, ["live"]),
        ("measure", "task", "Measure again and compare", "customer", 5, 85, "result", ["baseline"]),
        ("second", "milestone", "Second team follows", "customer", 15, 150, null, ["result"]),
        ("rollout", "task", "Plan of the roll-out by site", "ours", 5, 130, "second", []),
        ("review", "milestone", "Targets reached and confirmed", "customer", 5, 200, null, ["second"]),
    ];

    public static readonly (string Title, string Purpose, string Rhythm, int InDays)[] Meetings =
    [
        ("Working session", "What is next, and what is in the way", "biweekly", 5),
        ("Value review", "Where the figures stand", "monthly", 30),
        ("Sponsor meeting", "Are we on course for the year?", "quarterly", 85),
    ];
}
