using Platform.Simulator.Company;

namespace Platform.Cli.Simulation.Sample;

/// <summary>Our side: who owns which accounts and how full their books are; segments, views and attributes.</summary>
internal sealed class TeamPart(Scene scene) : SamplePart("Team", scene)
{
    private static readonly string[] EverySize = ["smb", "mid_market", "enterprise"];

    private static readonly string[] Regions = ["americas", "emea", "apac"];

    /// <summary>Tight enough that some books of the sample are over capacity.</summary>
    private static readonly (string Size, string Motion, int AccountsPerCsm, decimal ArrPerCsm)[] Coverage =
    [
        ("enterprise", "high_touch", 6, 600_000),
        ("mid_market", "pooled", 20, 500_000),
        ("smb", "tech_touch", 60, 250_000),
    ];

    private static readonly (string Name, string Rule, string About)[] Segments =
    [
        (
            "Large and worried",
            "arr >= 25_000 and health_band in ('red', 'yellow')",
            "Big enough to call today, and not green."
        ),
        (
            "Hanging on one person",
            "single_threaded = true and arr >= 5_000",
            "One live contact: who else do we know there?"
        ),
        ("Paying late", "overdue_invoices > 0", "Finance follows up; the CSM hears why."),
        (
            "Wide open doors",
            "health_band = 'green' and coverage_high >= 2 and size = 'enterprise'",
            "Ask them for references."
        ),
        ("Support in flames", "open_tickets >= 3", "Nobody renews while their tickets wait."),
    ];

    private static readonly (string Name, object Query)[] Views =
    [
        ("Red and renewing first", new { band = "red", sort = "renewalDate" }),
        ("Enterprise by ARR", new { size = "enterprise", sort = "-arr" }),
        ("Onboarding now", new { lifecycle = "onboarding" }),
        ("Priority one", new { priority = "p1", sort = "-arr" }),
    ];

    protected override async Task TellStoriesAsync(CancellationToken ct)
    {
        await OrganisationAsync(ct);
        await PeopleAsync(ct);
        await MembersAsync(ct);
        await Task.WhenAll(
            CoverageAsync(ct),
            SponsorsAsync(ct),
            SegmentsAsync(ct),
            ViewsAsync(ct),
            AttributesAsync(ct),
            PrioritiesAsync(ct)
        );
    }

    /// <summary>Only where none has been set: an installation that shows the sample beside its own keeps its
    /// name.</summary>
    private Task OrganisationAsync(CancellationToken ct) => OneAsync("organisation", async story =>
        {
            if ((await story.GetAsync("v1/organisation", ct)).Has("name"))
                return;
            // Others may own accounts too while one looks around.
            var body = new
            {
                name = "Lanternfield Software",
                locale = "en-GB",
                ownersFromRoster = false,
            };
            await story.PutAsync(Scene.Operations, "v1/organisation", body, ct);
            await story.PutAsync(Scene.Operations, "v1/organisation/logo", new { image = Logo() }, ct);
            Count("organisation");
        });

    private static byte[] Logo()
    {
        using var file = typeof(TeamPart).Assembly.GetManifestResourceStream("sample-logo.png")!;
        using var bytes = new MemoryStream();
        file.CopyTo(bytes);
        return bytes.ToArray();
    }

    /// <summary>The roster: those above first, since each person's manager has to be on it.</summary>
    private async Task PeopleAsync(CancellationToken ct)
    {
        var known = (await Scene.ListAsync("v1/people", ct))
            .Select(person => person.Text("id"))
            .ToHashSet(StringComparer.Ordinal);
        var heads = Staff.Executives.Select(member => new Colleague(member, "executive", "Leadership", null));
        var middle = Staff
            .Managers.Select(
                (member, place) => new Colleague(member, "manager", TeamName(place), Staff.Executives[0].Id)
            )
            .Append(new Colleague(Staff.Operations, "ops", "Operations", Staff.Executives[0].Id));
        var sellers = Staff.AccountExecutives.Concat(Staff.OnboardingManagers);
        var rest = CustomerSuccessManagers()
            .Concat(sellers)
            .Select(
                (member, place) =>
                    new Colleague(member, "csm", TeamName(place), Staff.Managers[place % Staff.Managers.Count].Id)
            );
        foreach (var level in new[] { heads, middle, rest })
            await EachAsync(
                level,
                colleague => $"person-{colleague.Member.Id}",
                async (colleague, story) =>
                {
                    Count("people on the roster");
                    if (known.Contains(colleague.Member.Id))
                        return;
                    var body = new
                    {
                        name = colleague.Member.Name,
                        email = $"{colleague.Member.Id}@lanternfield.example",
                        roles = new[] { colleague.Role },
                        teams = new[] { colleague.Team },
                        managerId = colleague.ManagerId,
                        timeZone = Zones[colleague.Member.Id.Length % Zones.Length],
                        locale = "en-GB",
                    };
                    await story.PutAsync(Scene.Operations, $"v1/people/{colleague.Member.Id}", body, ct);
                }
            );
    }

    private sealed record Colleague(StaffMember Member, string Role, string Team, string? ManagerId);

    private static readonly string[] Zones = ["Europe/London", "Europe/Oslo", "America/New_York"];

    private static string TeamName(int place) => place % 2 == 0 ? "North" : "South";

    private IEnumerable<StaffMember> CustomerSuccessManagers()
    {
        var owners = Scene.Accounts.Select(account => account.Simulated.Owner).ToHashSet(StringComparer.Ordinal);
        return Enumerable
            .Range(1, Scene.Accounts.Count)
            .Select(Staff.CustomerSuccessManager)
            .Where(member => owners.Contains(member.Id));
    }

    private async Task MembersAsync(CancellationToken ct)
    {
        var csms = Scene
            .Accounts.Select(account => account.Simulated.Owner)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);
        var known = (await Scene.GetAsync("v1/team", ct))
            .Items()
            .ToDictionary(row => row.Text("personId"), StringComparer.Ordinal);
        var names = Enumerable
            .Range(1, Scene.Accounts.Count)
            .Select(Staff.CustomerSuccessManager)
            .ToDictionary(member => member.Id, member => member.Name, StringComparer.Ordinal);
        var members = csms.Select(
                (id, place) => (Id: id, Name: names[id], Role: "csm", Sizes: place % 4 == 3 ? ["smb"] : EverySize)
            )
            .Concat(Of(Staff.AccountExecutives, "account_executive"))
            .Concat(Of(Staff.OnboardingManagers, "onboarding_manager"))
            .Concat(Of(Staff.Executives, "executive_sponsor"));
        await EachAsync(
            members,
            member => $"member-{member.Id}",
            async (member, story) =>
            {
                Count("people");
                if (known.TryGetValue(member.Id, out var before) && before.Text("name") == member.Name)
                    return;
                var body = new
                {
                    name = member.Name,
                    roles = new[] { member.Role },
                    sizes = member.Sizes,
                    active = true,
                };
                await story.PutAsync(Scene.Operations, $"v1/team/{member.Id}", body, ct);
            }
        );
    }

    private static IEnumerable<(string Id, string Name, string Role, string[] Sizes)> Of(
        IEnumerable<StaffMember> staff,
        string role
    ) => staff.Select(member => (member.Id, member.Name, role, EverySize));

    private async Task CoverageAsync(CancellationToken ct)
    {
        var known = (await Scene.GetAsync("v1/team/coverage-models", ct))
            .Items()
            .ToDictionary(row => row.Text("size"), StringComparer.Ordinal);
        await EachAsync(
            Coverage,
            model => $"coverage-{model.Size}",
            async (model, story) =>
            {
                Count("coverage models");
                var now = known[model.Size];
                if (now.Has("accountsPerCsm") && now.GetProperty("accountsPerCsm").GetInt32() == model.AccountsPerCsm)
                    return;
                var body = new
                {
                    motion = model.Motion,
                    accountsPerCsm = model.AccountsPerCsm,
                    arrPerCsm = model.ArrPerCsm,
                };
                await story.PutAsync(Scene.Manager, $"v1/team/coverage-models/{model.Size}", body, ct);
            }
        );
    }

    /// <summary>Executives sponsor most of the largest accounts; the programme's list shows which have none.</summary>
    private Task SponsorsAsync(CancellationToken ct)
    {
        var largest = Scene
            .Customers.Where(account => account.Size == "enterprise")
            .Where((_, place) => place % 4 != 3);
        return EachAsync(
            largest,
            account => $"sponsor-{account.Key}",
            async (account, story) =>
            {
                Count("sponsored accounts");
                var owners = (await story.GetAsync($"v1/accounts/{account.Id}", ct)).GetProperty("owners");
                if (owners.Has("executive_sponsor"))
                    return;
                var body = new
                {
                    personId = Scene.Executive(account.Number).Id,
                    reason = "Executive sponsorship programme",
                };
                await story.PutAsync(Scene.Manager, $"v1/accounts/{account.Id}/owners/executive_sponsor", body, ct);
            }
        );
    }

    private Task SegmentsAsync(CancellationToken ct) =>
        EachAsync(
            Segments,
            segment => $"segment-{segment.Name}",
            async (segment, story) =>
            {
                var body = new
                {
                    name = segment.Name,
                    rule = segment.Rule,
                    description = segment.About,
                };
                await story.PostAsync(Scene.Operations, "v1/segments", body, ct);
                Count("segments");
            }
        );

    private Task ViewsAsync(CancellationToken ct) =>
        EachAsync(
            Views,
            view => $"view-{view.Name}",
            async (view, story) =>
            {
                await story.PostAsync(
                    Scene.Manager,
                    "v1/views",
                    new
                    {
                        name = view.Name,
                        query = view.Query,
                        shared = true,
                    },
                    ct
                );
                Count("shared views");
            }
        );

    /// <summary>A custom attribute with a value at every account.</summary>
    private Task AttributesAsync(CancellationToken ct) => OneAsync("attributes", async story =>
        {
            var known = (await Scene.GetAsync("v1/attributes", ct)).Items();
            if (!known.Any(attribute => attribute.Text("name") == "region"))
            {
                var body = new
                {
                    type = "choice",
                    choices = Regions,
                    description = "Whose office hours they keep.",
                };
                await story.PutAsync(Scene.Operations, "v1/attributes/region", body, ct);
            }

            Count("custom attribute");
            foreach (var batch in Scene.Accounts.Chunk(1_000))
            {
                var rows = batch.Select(account => new
                {
                    externalId = account.Key,
                    attributes = new { region = Region(account.Simulated.Country) },
                });
                var body = new { source = Scene.Company.Options.Source, rows };
                await story.PostAsync(Scene.Operations, "v1/accounts/bulk", body, ct);
            }
        });

    private Task PrioritiesAsync(CancellationToken ct)
    {
        var raised = Scene
            .Customers.Where(account => account.Size == "mid_market")
            .Take(2)
            .Select(
                (account, place) =>
                    (
                        account,
                        Reason: place == 0
                            ? "Reference customer in their industry; the whole sector watches them."
                            : "The group signs for four more subsidiaries if this one goes well."
                    )
            );
        return EachAsync(
            raised,
            it => $"priority-{it.account.Key}",
            async (it, story) =>
            {
                Count("priorities set by hand");
                if ((await story.GetAsync($"v1/accounts/{it.account.Id}", ct)).TextOrNull("priority") == "p1")
                    return;
                var body = new
                {
                    priority = "p1",
                    reason = it.Reason,
                    until = Scene.Day(120),
                };
                await story.PutAsync(Scene.Manager, $"v1/accounts/{it.account.Id}/priority-override", body, ct);
            }
        );
    }

    private static string Region(string country) =>
        country switch
        {
            "US" or "CA" => "americas",
            "AU" => "apac",
            _ => "emea",
        };
}
