namespace Platform.Cli.Simulation.Sample;

/// <summary>Messages in the customers' product: an application, and what is live in it.</summary>
internal sealed class InAppPart(Scene scene) : SamplePart("Messages in the product", scene)
{
    private sealed record Message(
        string Name,
        string Kind,
        string? Audience,
        int Priority,
        string Title,
        string Body,
        string? Anchor = null,
        string? Page = null,
        bool IsLive = true
    );

    private static readonly string[] Origins = ["https://app.example.com"];

    private static readonly Message[] Messages =
    [
        new(
            "Month end in one click",
            "banner",
            null,
            40,
            "New: month end in one click",
            "Close the month from the overview. What is missing is listed before you start.",
            Page: "/reports/*"
        ),
        new(
            "Second administrator",
            "modal",
            "contact.role = 'admin' and size != 'smb'",
            70,
            "Who steps in when you are away?",
            "Your account has one administrator. Invite a second one, it takes a minute."
        ),
        new(
            "Exports moved",
            "tooltip",
            "health_band in ('yellow', 'green')",
            30,
            "Exports live here now",
            "Everything that you exported before is kept for 90 days.",
            Anchor: "export"
        ),
        new(
            "Renewal is near",
            "slideout",
            "renewal_date within 90 days and contact.role = 'economic_buyer'",
            90,
            "Your contract ends soon",
            "See what you gained since the last one, and talk to us about the next.",
            IsLive: false
        ),
    ];

    protected override async Task TellStoriesAsync(CancellationToken ct)
    {
        var ops = Scene.Operations;
        await OneAsync("in-app", async story =>
        {
            var application = (
                await story.PostAsync(
                    ops,
                    "v1/applications",
                    new
                    {
                        key = "product",
                        name = "The product",
                        origins = Origins,
                    },
                    ct
                )
            ).Id();
            Count("applications");
            foreach (var message in Messages)
            {
                var made = await story.PostAsync(ops, "v1/messages", BodyOf(application, message), ct);
                Count("messages");
                if (!message.IsLive)
                    continue;
                await story.PostAsync(ops, $"v1/messages/{made.Id()}/live", new { }, ct);
                Count("live");
            }
        });
    }

    private static object BodyOf(Guid application, Message message) =>
        new
        {
            applicationId = application,
            name = message.Name,
            definition = new
            {
                kind = message.Kind,
                audience = message.Audience,
                trigger = new { on = "page", page = message.Page },
                anchor = message.Anchor,
                priority = message.Priority,
                frequency = "once",
                variants = new[]
                {
                    new
                    {
                        key = "a",
                        share = 1,
                        texts = new { en = new { title = message.Title, body = message.Body } },
                    },
                },
            },
        };
}
