namespace Platform.Cli.Simulation.Sample;

/// <summary>What customers of the sample write, by how happy they are.</summary>
internal static class FeedbackTexts
{
    public static readonly string[] Promoters =
    [
        "Saves my team a full day each month. Month end used to be a nightmare.",
        "The dashboards are what our Monday meeting runs on.",
        "Support answers before I have finished writing. Great people.",
        "Easy to learn, even for colleagues who hate new tools.",
        "Approvals in an hour instead of a week. Would recommend it to anybody.",
        "Our CSM knows our business better than some of our consultants did.",
        "Would love to try the forecasts beta with our numbers.",
        "The mobile app alone is worth it for our site managers.",
    ];

    public static readonly string[] Passives =
    [
        "Good tool, but reports need too many clicks.",
        "Does what it should. Search could be faster.",
        "Happy with projects, calendar is out of step now and then.",
        "Fine so far; ask me again when the second site has joined.",
        "Solid, though the price went up without anything new for us.",
        "Import works if nobody touches the file. Otherwise half a day is gone.",
    ];

    public static readonly string[] Detractors =
    [
        "Three tickets open for two weeks and nobody tells us anything.",
        "Too slow in the morning when everybody signs in. We wait for the dashboard each day.",
        "The export stops half way and support says it works on their side. Can somebody call me?",
        "We pay for premium and use a fifth of it. Why were we sold this?",
        "Since our key user left nobody here knows how it works.",
        "Imports break each time our ERP adds a column. That is not acceptable any more.",
    ];

    public static readonly (int Score, string Comment)[] Support =
    [
        (5, "Solved on the phone within ten minutes."),
        (4, "Quick and friendly."),
        (5, "Explained it so that I can do it myself."),
        (2, "Had to tell the same story to three people."),
        (4, "Took a day, but then it was right."),
        (1, "Closed without an answer. Twice."),
        (5, "Perfect."),
        (3, "Fine in the end."),
        (4, "Good workaround until the fix comes."),
        (2, "Waited four days for a first reply."),
    ];

    public static readonly (int Score, string Comment)[] Effort =
    [
        (6, "Import took an hour, most of it our own cleaning up."),
        (7, "Just worked."),
        (3, "Single sign-on needed five people."),
        (5, "Templates are well made."),
        (2, "Permissions are a maze."),
        (6, "The checklist was a great help."),
    ];

    public static readonly string[] LoopThanks =
    [
        "Called back the same day, thanked her for plain words.",
        "Wrote to him personally; he was surprised that somebody reads this.",
        "Thanked in the weekly call.",
    ];

    public static readonly string[] LoopChanges =
    [
        "The morning sign-in is served by a second machine since Tuesday; waiting time is down from 20 to 3 seconds.",
        "Your tickets have one person in charge now, who reports to you each Friday until they are done.",
        "Imports keep their mapping when columns are added. It is live for you since yesterday.",
        "We trained your two new key users and left them a recording.",
    ];
}
