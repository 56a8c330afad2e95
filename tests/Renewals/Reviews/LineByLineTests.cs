using System.Net;
using System.Text.Json;

namespace Platform.Renewals.Tests.Reviews;

public sealed class LineByLineTests(RenewalsUnderTest renewals)
{
    private static int _quarter;

    private readonly HttpClient _ops = renewals.ClientFor("ops", "olga");

    [Fact]
    public async Task An_ask_keeps_every_field_as_it_was_written()
    {
        var (account, session) = (await renewals.AccountAsync(csm: "carla"), await SessionAsync());
        var asked = await AskAsync(session, account, "Call the CFO", renewals.Today);
        var read = (await _ops.ReadAsync($"/v1/lxl-sessions/{session}"))
            .GetProperty("asks")
            .EnumerateArray()
            .Single(a => a.Id() == asked.Id());

        foreach (var ask in new[] { asked, read })
        {
            (ask.GetProperty("sessionId").GetGuid(), ask.GetProperty("accountId").GetGuid()).ShouldBe(
                (session, account)
            );
            (ask.Text("ask"), ask.Text("executive"), ask.Text("owner"), ask.Text("dueOn")).ShouldBe(
                ("Call the CFO", "eva", "carla", renewals.Today.Iso())
            );
            (ask.TryGetProperty("doneOn", out _), ask.TryGetProperty("result", out _)).ShouldBe((false, false));
        }
    }

    [Fact]
    public async Task An_ask_about_an_unknown_account_or_due_in_the_past_is_refused()
    {
        var (account, session) = (await renewals.AccountAsync(csm: "carla"), await SessionAsync());
        (await FieldAsync(Guid.NewGuid(), renewals.Today)).ShouldBe("accountId");
        (await FieldAsync(account, new DateOnly(2020, 1, 1))).ShouldBe("dueOn");
        (await FieldAsync(account, renewals.Today.AddDays(-1))).ShouldBe("dueOn");
        (await _ops.ReadAsync($"/v1/lxl-sessions/{session}"))
            .GetProperty("asks")
            .EnumerateArray()
            .ShouldNotContain(a => a.GetProperty("sessionId").GetGuid() == session);

        async Task<string> FieldAsync(Guid of, DateOnly dueOn)
        {
            var body = new
            {
                accountId = of,
                ask = "Call",
                executive = "eva",
                owner = "carla",
                dueOn,
            };
            return await (
                await _ops.SendJsonAsync(HttpMethod.Post, $"/v1/lxl-sessions/{session}/asks", body)
            ).FieldAsync();
        }
    }

    [Fact]
    public async Task Only_the_executive_who_was_asked_finishes_an_ask()
    {
        var ask = await AskAsync(
            await SessionAsync(),
            await renewals.AccountAsync(csm: "carla"),
            "Call the CFO",
            renewals.Today.AddDays(9)
        );
        var path = $"/v1/lxl-sessions/asks/{ask.Id()}/completion";
        foreach (
            var (role, id) in new[]
            {
                ("csm", "cyrus"),
                ("csm", "carla"),
                ("manager", "mara"),
                ("ops", "olga"),
                ("executive", "egon"),
            }
        )
            (
                await renewals.ClientFor(role, id).SendJsonAsync(HttpMethod.Post, path, new { result = "Called." })
            ).StatusCode.ShouldBe(HttpStatusCode.Forbidden, id);

        var done = await renewals.ClientFor("executive", "eva").PostAsync(path, new { result = "The CFO stays." });
        (done.Text("ask"), done.Text("doneOn"), done.Text("result")).ShouldBe(
            ("Call the CFO", renewals.Today.Iso(), "The CFO stays.")
        );
        var again = await renewals
            .ClientFor("executive", "eva")
            .SendJsonAsync(HttpMethod.Post, path, new { result = "Twice." });
        (await again.ProblemAsync()).Type.ShouldBe("renewals/ask-done");
    }

    [Fact]
    public async Task Minutes_come_after_the_session()
    {
        var session = (
            await _ops.PostAsync(
                "/v1/lxl-sessions",
                new { quarter = NextQuarter(), heldOn = renewals.Today.AddDays(1) }
            )
        ).Id();
        var early = await _ops.SendJsonAsync(
            HttpMethod.Post,
            $"/v1/lxl-sessions/{session}/minutes",
            new { minutes = "All went well." }
        );
        (await early.ProblemAsync()).Type.ShouldBe("renewals/session-not-held");
    }

    private async Task<Guid> SessionAsync() =>
        (await _ops.PostAsync("/v1/lxl-sessions", new { quarter = NextQuarter(), heldOn = renewals.Today })).Id();

    private static string NextQuarter()
    {
        var next = Interlocked.Increment(ref _quarter);
        return $"{2110 + (next / 4)}-Q{(next % 4) + 1}";
    }

    private Task<JsonElement> AskAsync(Guid session, Guid account, string ask, DateOnly dueOn) =>
        _ops.PostAsync(
            $"/v1/lxl-sessions/{session}/asks",
            new
            {
                accountId = account,
                ask,
                executive = "eva",
                owner = "carla",
                dueOn,
            }
        );
}
