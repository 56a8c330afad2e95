namespace Platform.Cli.Simulation.Sample;

/// <summary>Calls and notes in words beside the imported ones, and what the CSMs feel about their accounts.</summary>
internal sealed class ConversationPart(Scene scene) : SamplePart("Conversations", scene)
{
    private static readonly (string Type, string Subject, string Notes)[] Talks =
    [
        (
            "call",
            "Why the weekly report is not used",
            "They still copy figures by hand because two filters are missing. Showed saved "
                + "filters; they try it in Monday's meeting."
        ),
        (
            "meeting",
            "Plan for the second team",
            "Warehouse team joins in January. Wants the same templates with other names. We prepare "
                + "a copy, they name two key users."
        ),
        (
            "call",
            "Check-in after the price letter",
            "Not happy about the increase, understands the reason. Asked for a figure of what "
                + "approvals save: we owe it before the review."
        ),
        (
            "note",
            "Reorganisation at the customer",
            "Operations and finance merge under one head. Our champion keeps the project, the budget "
                + "moves. Introduce the new head before the year ends."
        ),
        (
            "meeting",
            "Working session on approvals",
            "Built the three-step approval together. Went live for purchases under 5,000 on the spot."
        ),
        (
            "call",
            "Trouble with imports",
            "Files from the ERP have changed column names. Support has a mapping; asked them to test on " + "Thursday."
        ),
        (
            "note",
            "Read between the lines",
            "Short answers, second postponed meeting. Ask the account executive what he hears."
        ),
        (
            "meeting",
            "Lunch with the sponsor",
            "Praised the dashboards in front of her board. Open to speak at the user group if the date fits."
        ),
    ];

    private static readonly (int Sentiment, string Reason, string Note)[] Feelings =
    [
        (5, "relationship", "They call us before they call anybody else."),
        (4, "value", "Month end is down to five days, and they say so."),
        (2, "organisation_change", "Our champion's department is being merged."),
        (3, "product_fit", "Good fit for projects, poor one for their field staff."),
        (1, "support", "Three escalations in a month. Patience is used up."),
        (4, "relationship", "Open and quick, also with bad news."),
        (2, "commercial", "Procurement has been told to cut every tool by a tenth."),
    ];

    protected override Task TellStoriesAsync(CancellationToken ct) => Task.WhenAll(TalkAsync(ct), FeelAsync(ct));

    private Task TalkAsync(CancellationToken ct)
    {
        var accounts = Scene.Customers.Where(account => account.IsLarge && account.Champion is not null).Take(40);
        return EachAsync(
            accounts,
            account => $"talk-{account.Key}",
            async (account, story) =>
            {
                var (type, subject, notes) = Talks[account.Number % Talks.Length];
                await story.PostAsync(
                    account.Csm,
                    $"v1/accounts/{account.Id}/activities",
                    new
                    {
                        type,
                        subject,
                        notes,
                        occurredAt = Scene.At(-1 - (account.Number % 9), 9 + (account.Number % 7)),
                        participants = type == "note" ? [] : new[] { account.Champion!.Id },
                    },
                    ct
                );
                Count("with notes");
            }
        );
    }

    private Task FeelAsync(CancellationToken ct)
    {
        var accounts = Scene.Customers.Where(account => account.IsLarge).Where((_, place) => place % 2 == 0).Take(28);
        return EachAsync(
            accounts,
            account => $"sentiment-{account.Key}",
            async (account, story) =>
            {
                var (sentiment, reason, note) = Feelings[account.Number % Feelings.Length];
                await story.PostAsync(
                    account.Csm,
                    $"v1/accounts/{account.Id}/sentiment",
                    new
                    {
                        sentiment,
                        reason,
                        note,
                    },
                    ct
                );
                Count("sentiments");
            }
        );
    }
}
