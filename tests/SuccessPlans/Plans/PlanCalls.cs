using System.Text.Json;
using Platform.Contracts;
using Platform.ServiceKit.Auth;

namespace Platform.SuccessPlans.Tests.Plans;

/// <summary>An account with a plan and the people that it needs.</summary>
internal sealed record PlanInTest(SuccessPlansUnderTest Service, HttpClient Csm, Guid Account, Guid Sponsor, Guid Id)
{
    public string Path => $"/v1/plans/{Id}";

    public Task<JsonElement> ReadAsync() => Csm.ReadAsync(Path);

    /// <summary>An objective that lacks nothing; what a test is about it changes.</summary>
    public object Smart(decimal baseline = 10, decimal target = 4, Money? unitValue = null) =>
        new
        {
            text = "Close our books in four days",
            metric = "Days to close",
            baseline,
            target,
            unit = "days",
            reviewedBy = "csm-1",
            ownerContactId = Sponsor,
            dueOn = Service.Today.AddDays(180).Iso(),
            unitValue,
        };

    public async Task<JsonElement> AddSmartObjectiveAsync(
        decimal baseline = 10,
        decimal target = 4,
        Money? unitValue = null
    ) => (await Csm.PostAsync($"{Path}/objectives", Smart(baseline, target, unitValue))).List("objectives")[^1];

    public Task<HttpResponseMessage> TryAgreeAsync() =>
        Csm.SendJsonAsync(HttpMethod.Post, $"{Path}/agreement", new { agreedByContactId = Sponsor }, "*");

    /// <summary>A step; gives its id.</summary>
    public async Task<Guid> StepAsync(
        string name,
        DateOnly dueOn,
        int days = 1,
        string kind = "milestone",
        string side = "ours",
        Guid? milestoneId = null,
        params Guid[] dependsOn
    )
    {
        var plan = await Csm.PostAsync(
            $"{Path}/steps",
            new
            {
                kind,
                name,
                side,
                owner = side == "ours" ? "csm-1" : null,
                ownerContactId = side == "customer" ? Sponsor : (Guid?)null,
                days,
                dueOn = dueOn.Iso(),
                milestoneId,
                dependsOn,
            }
        );
        return plan.List("steps").Single(s => s.Text("name") == name).Id();
    }

    public async Task<JsonElement> StepAsync(Guid id) => (await ReadAsync()).List("steps").Single(s => s.Id() == id);
}

internal static class PlanCalls
{
    /// <param name="empty">Without what the template brought, so that a test sees only its own.</param>
    public static async Task<PlanInTest> PlanAsync(
        this SuccessPlansUnderTest service,
        string? size = "smb",
        bool empty = true
    )
    {
        var csm = service.ClientFor(Roles.Csm, "csm-1");
        var account = await service.AccountAsync("csm-1", size);
        var sponsor = await service.ContactAsync(account, "Sandra Sponsor", "executive", "executive_sponsor");
        var plan = await csm.PostAsync("/v1/plans", new { accountId = account });
        var created = new PlanInTest(service, csm, account, sponsor, plan.Id());
        if (!empty)
            return created;
        foreach (var objective in plan.List("objectives"))
            await csm.SendJsonAsync(HttpMethod.Delete, $"{created.Path}/objectives/{objective.Id()}", ifMatch: "*");
        foreach (var step in plan.List("steps"))
            await csm.SendJsonAsync(HttpMethod.Delete, $"{created.Path}/steps/{step.Id()}", ifMatch: "*");
        return created;
    }
}
