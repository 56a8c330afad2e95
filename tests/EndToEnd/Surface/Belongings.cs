using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Platform.EndToEnd.Tests.Surface;

/// <summary>
/// One of many things of an account that belongs to somebody, so that the rules for what exists can be tried at every
/// route: by the path of the thing, without a line for each operation on it.
/// </summary>
internal sealed class Belongings
{
    public string Account { get; private set; } = "";

    private readonly Dictionary<string, string> _ids = new(StringComparer.Ordinal);

    /// <summary>The path with the ids of what there is; null where a place in it stands for something that was not made
    /// here.</summary>
    /// <param name="path">A path of the document.</param>
    /// <param name="parts">What hangs below something that is there may be anything:
    /// <c>/v1/plans/{id}/steps/{stepId}</c>.</param>
    public string? Fill(string path, bool parts = false)
    {
        var filled = "";
        foreach (var segment in path.Trim('/').Split('/'))
        {
            if (!segment.StartsWith('{'))
                filled += $"/{segment}";
            else if (_ids.TryGetValue(filled, out var id))
                filled += $"/{id}";
            else if (parts && filled.Split('/').Length > 4)
                filled += $"/{Guid.NewGuid()}";
            else
                return null;
        }

        return filled;
    }

    /// <summary>Made by <paramref name="ops"/> for an account whose CSM is <paramref name="owner"/>.</summary>
    public static async Task<Belongings> CreateAsync(RunningPlatform platform, HttpClient ops, string owner)
    {
        var all = new Belongings();
        var mark = Guid.NewGuid().ToString("N");
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        async Task<string> AddAsync(string path, object body, string? at = null)
        {
            var id = "";
            // A service that has not heard of the account yet says so with a 4xx.
            await platform.EventuallyAsync(
                $"POST {path}",
                async () =>
                {
                    using var answer = await ops.PostAsJsonAsync(path, body);
                    if (!answer.IsSuccessStatusCode)
                        throw new HttpRequestException(
                            $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}"
                        );
                    var made = (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
                    id = (made["id"] ?? made["request"]!["id"])!.GetValue<string>();
                    return true;
                },
                seconds: 30
            );
            all._ids[at ?? path] = id;
            return id;
        }

        var account = await AddAsync("/v1/accounts", new { name = $"Belongings {mark}" });
        all.Account = account;
        await ops.SendAsync(HttpMethod.Put, $"/v1/accounts/{account}/owners/csm", new { personId = owner });
        all._ids[$"/v1/accounts/{account}/owners"] = "csm";
        await AddAsync(
            $"/v1/accounts/{account}/contacts",
            new
            {
                name = "Nora",
                email = $"{mark}@belongings.example",
                roles = new[] { "champion" },
            },
            "/v1/contacts"
        );
        await AddAsync(
            $"/v1/accounts/{account}/activities",
            new
            {
                type = "note",
                occurredAt = DateTimeOffset.UtcNow.AddDays(-1),
                subject = "A note",
            },
            "/v1/activities"
        );
        await AddAsync(
            "/v1/bulk",
            new
            {
                operation = "log_note",
                ids = new[] { account },
                note = new { subject = "A note of many" },
            }
        );
        // The plainest word that a body names a feature by.
        await ops.SendAsync(HttpMethod.Put, "/v1/features/aaa", new { core = false });
        await AddAsync("/v1/views", new { name = mark, query = new { sort = "name" } });
        await AddAsync("/v1/webhooks", new { url = "https://example.com/hooks", types = new[] { "accounts.*" } });
        await AddAsync(
            "/v1/courses",
            new
            {
                code = mark,
                title = "Admin",
                kind = "certification",
                role = "admin",
            }
        );
        await AddAsync(
            "/v1/plan-templates",
            new { name = mark, body = new { summary = "S", objectives = Array.Empty<object>() } }
        );
        await AddAsync(
            "/v1/subscriptions",
            new
            {
                accountId = account,
                product = "Suite",
                startsOn = today.AddDays(-30),
                autoRenew = false,
                trial = false,
                price = Calls.Price(100),
            }
        );
        await AddAsync(
            "/v1/risks",
            new
            {
                accountId = account,
                category = "champion_turnover",
                cause = mark,
            }
        );
        await AddAsync("/v1/plans", new { accountId = account });
        await AddAsync(
            "/v1/playbooks",
            new
            {
                key = mark,
                playbook = new
                {
                    name = mark,
                    definition = new
                    {
                        trigger = new { request = true },
                        steps = new[]
                        {
                            new
                            {
                                key = "call",
                                type = "task",
                                title = "Call",
                            },
                        },
                    },
                },
            }
        );
        await AddAsync(
            $"/v1/accounts/{account}/handovers",
            new
            {
                fromRole = "csm",
                toRole = "csm",
                toPersonId = "nina",
                brief = Brief,
            },
            "/v1/handovers"
        );
        await AddAsync(
            "/v1/contact-budget/reservations",
            new
            {
                email = $"{mark}@belongings.example",
                accountId = account,
                channel = "email",
                topic = "legal",
            }
        );
        var campaign = await AddAsync(
            "/v1/campaigns",
            new
            {
                name = mark,
                channel = "email",
                topic = "newsletter",
                plannedAt = DateTimeOffset.UtcNow.AddDays(3),
                people = new[] { $"{mark}@belongings.example" },
            }
        );
        all._ids[$"/v1/campaigns/{campaign}/people"] = (await ops.ReadAsync($"/v1/campaigns/{campaign}/people"))
            .Items()[0]
            .Id()
            .ToString();
        await ops.SendAsync(HttpMethod.Put, $"/v1/message-templates/t-{mark}", Template);
        all._ids["/v1/message-templates"] = $"t-{mark}";
        await AddAsync("/v1/preferences/links", new { email = $"{mark}@belongings.example" });
        await AddAsync("/v1/segments", new { name = mark, rule = "arr >= 1_000_000" });
        await AddAsync(
            "/v1/targets",
            new
            {
                metric = "nrr",
                segmentId = Guid.NewGuid(),
                periodFrom = today,
                periodTo = today.AddMonths(3),
                value = 1.1,
                owner,
            }
        );
        await AddAsync(
            "/v1/scorecards",
            new
            {
                segment = "default",
                name = mark,
                rules = Rules,
            }
        );
        await AddAsync(
            "/v1/interviews",
            new
            {
                kind = "win_loss",
                outcome = "won",
                conducted = "us",
                accountId = account,
                heldOn = today,
                summary = "They liked it.",
                themes = Array.Empty<object>(),
            }
        );
        await AddAsync(
            "/v1/advocates",
            new
            {
                accountId = account,
                contactId = all._ids["/v1/contacts"],
                evidence = "Speaks well of us.",
            }
        );
        await AddAsync("/v1/requests", new { accountId = account, title = $"Export {mark}" });
        var survey = await AddAsync(
            "/v1/surveys",
            new
            {
                name = mark,
                type = "nps",
                question = "Would you recommend us?",
            }
        );
        await AddAsync(
            $"/v1/surveys/{survey}/answers",
            new
            {
                accountId = account,
                contactId = all._ids["/v1/contacts"],
                score = 1,
                comment = "No.",
            }
        );
        var application = await AddAsync(
            "/v1/applications",
            new
            {
                key = mark,
                name = "Product",
                origins = Array.Empty<string>(),
            }
        );
        await AddAsync(
            "/v1/messages",
            new
            {
                applicationId = application,
                name = mark,
                definition = Message,
            }
        );
        await ops.SendAsync(HttpMethod.Put, $"/v1/meetings/hosts/{owner}", Host);
        all._ids["/v1/meetings/hosts"] = owner;
        await AddAsync(
            "/v1/meetings/links",
            new
            {
                accountId = account,
                title = "Kickoff",
                purpose = "kickoff",
                people = new[] { owner },
                minutes = 30,
                bufferMinutes = 0,
            }
        );
        await AddAsync("/v1/meetings/calendars", new { personId = owner });
        var onboarding = await AddAsync("/v1/onboardings", new { accountId = account });
        all._ids[$"/v1/onboardings/{onboarding}/milestones"] = (await ops.ReadAsync($"/v1/onboardings/{onboarding}"))
            .GetProperty("milestones")
            .Items()[0]
            .Id()
            .ToString();
        await AddAsync(
            "/v1/contracts",
            new
            {
                accountId = account,
                number = mark,
                signedOn = today,
                startsOn = today,
                endsOn = today.AddDays(200),
                autoRenew = false,
                noticeDays = 60,
                lines = new[] { new { product = "Suite", price = Calls.Price(1_000) } },
            }
        );

        // What opens by itself: a loop over the low score, a renewal of the contract, a retrospective of a customer who
        // left.
        var lost = await AddAsync("/v1/accounts", new { name = $"Lost {mark}" }, "/v1/lost");
        await ops.SendAsync(HttpMethod.Put, $"/v1/accounts/{lost}/owners/csm", new { personId = owner });
        var running = await AddAsync(
            "/v1/subscriptions",
            new
            {
                accountId = lost,
                product = "Suite",
                startsOn = today.AddDays(-30),
                autoRenew = false,
                trial = false,
                price = Calls.Price(100),
            },
            "/v1/lost/subscriptions"
        );
        await ops.PostAsync($"/v1/subscriptions/{running}/cancellation", new { endsOn = today });
        foreach (var (kind, of) in new[] { ("loops", account), ("renewals", account), ("retrospectives", lost) })
            all._ids[$"/v1/{kind}"] = (
                await ops.UntilAsync(platform, $"one of {kind}", $"/v1/{kind}?accountId={of}", it =>
                    it.Items().Count > 0
                )
            )
                .Items()[0]
                .Id()
                .ToString();
        return all;
    }

    private static readonly object Host = new
    {
        name = "Owner",
        email = "owner@belongings.example",
        timeZone = "Europe/Vienna",
    };

    private static readonly object Message = new
    {
        kind = "banner",
        trigger = new { on = "page" },
        priority = 1,
        frequency = "once",
        variants = new[]
        {
            new
            {
                key = "a",
                share = 1,
                texts = new { en = new { title = "News", body = "Of the product." } },
            },
        },
    };

    private static readonly object Template = new
    {
        name = "A template",
        topic = "product",
        variants = new[] { new { subject = "News", text = "Hello" } },
    };

    private static readonly object Brief = new
    {
        goals = new[] { "Growth" },
        painPoints = Array.Empty<string>(),
        stakeholders = new[] { "Nora" },
        commitments = Array.Empty<string>(),
        openRisks = Array.Empty<string>(),
    };

    private static readonly object Rules = new
    {
        groups = new[]
        {
            new
            {
                name = "all",
                measures = new[]
                {
                    new
                    {
                        measure = "days_since_last_activity",
                        weight = 1,
                        curve = new[] { new[] { 0, 42 }, new[] { 1000, 42 } },
                    },
                },
            },
        },
        caps = Array.Empty<object>(),
        bands = new { redUpTo = 40, yellowUpTo = 90 },
    };
}
