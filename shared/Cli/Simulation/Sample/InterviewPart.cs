namespace Platform.Cli.Simulation.Sample;

/// <summary>
/// Interviews after wins, losses and departures, by us and by others who promised not to say whom they asked.
/// </summary>
internal sealed class InterviewPart(Scene scene) : SamplePart("Interviews", scene)
{
    private sealed record Talk(
        string Kind,
        string Outcome,
        int HeldDaysAgo,
        string Summary,
        (string Theme, bool Decisive, string Quote)[] Themes,
        bool Anonymous = false
    );

    private static readonly Talk[] Talks =
    [
        new(
            "churn",
            "churned",
            9,
            "Left after the merger of two departments. Nobody who had bought it was there any more; the new head "
                + "brought her own tool.",
            [
                ("champion_left", true, "When Paula left, so did the reason."),
                ("competitor", false, "My people knew the other one already."),
            ]
        ),
        new(
            "churn",
            "churned",
            16,
            "Budget cut of a fifth. They could not say what we save them, so we were on the list.",
            [
                ("no_value", true, "I had no figure to defend you with."),
                ("price", false, "The increase came in the wrong month."),
            ]
        ),
        new(
            "churn",
            "churned",
            24,
            "Imports failed for six weeks. Support was friendly and could not help.",
            [
                ("product", true, "We rebuilt the file by hand each Monday."),
                ("support", true, "Nice people, no answer."),
            ]
        ),
        new(
            "win_loss",
            "won",
            12,
            "Chosen among four. The reference call decided: same industry, same ERP, honest about the first weeks.",
            [
                ("relationship", true, "You were the only ones who said what does not work."),
                ("product", false, "Approvals were the best we saw."),
            ]
        ),
        new(
            "win_loss",
            "lost",
            31,
            "Lost to a cheaper one. Procurement weighed the price at sixty per cent.",
            [
                ("price", true, "It was never about the functions."),
                ("competitor", false, "They gave us three months for free."),
            ]
        ),
        new(
            "win_loss",
            "won",
            44,
            "Signed because the pilot team would not give it back.",
            [("product", true, "After two weeks they had moved in.")]
        ),
        new(
            "win_loss",
            "lost",
            58,
            "Their security team wanted data in a country where we have none.",
            [("security", true, "That was the only question that mattered.")],
            Anonymous: true
        ),
        new(
            "churn",
            "churned",
            70,
            "Felt sold to, not looked after: four contacts in two years.",
            [
                ("relationship", true, "Every quarter a new face explained us our own company."),
                ("no_value", false, "We used a tenth."),
            ],
            Anonymous: true
        ),
        new(
            "churn",
            "retained",
            20,
            "Had given notice and stayed: the remediation plan with dates was kept to the day.",
            [
                ("support", false, "One name, one list, every Friday."),
                ("relationship", true, "Somebody senior came and listened."),
            ]
        ),
    ];

    protected override Task TellStoriesAsync(CancellationToken ct)
    {
        var lost = Scene.Lost.Where(account => account.Contacts.Count > 0).ToList();
        var here = Scene.Customers.Where(account => account.IsLarge && account.Champion is not null).ToList();
        return EachAsync(
            Talks.Select((talk, place) => (talk, place)),
            it => $"interview-{it.place}",
            async (it, story) =>
            {
                var (talk, place) = it;
                var from = talk.Outcome == "churned" && lost.Count > 0 ? lost : here;
                var account = talk.Outcome == "lost" ? null : from[place * 3 % from.Count];
                var body = new
                {
                    talk.Kind,
                    talk.Outcome,
                    conducted = talk.Anonymous ? "third_party" : "us",
                    thirdParty = talk.Anonymous ? "Clearsight Interviews" : null,
                    talk.Anonymous,
                    accountId = talk.Anonymous ? null : account?.Id,
                    contactId = talk.Anonymous ? null : account?.Champion?.Id,
                    heldOn = Scene.Day(-talk.HeldDaysAgo),
                    talk.Summary,
                    themes = talk.Themes.Select(theme => new
                    {
                        theme.Theme,
                        theme.Decisive,
                        theme.Quote,
                    }),
                };
                await story.PostAsync(Scene.Manager, "v1/interviews", body, ct);
                Count("interviews");
            }
        );
    }
}
