namespace Platform.Feedback.Tests.Boards;

public sealed class BoardTests(FeedbackUnderTest feedback)
{
    private readonly HttpClient _ops = feedback.ClientFor("ops", "olga");

    private async Task<Guid> BoardAsync(string kind) =>
        (
            await _ops.PostAsync(
                "/v1/boards",
                new
                {
                    kind,
                    name = $"{kind} {Guid.NewGuid():N}",
                    purpose = "Advice",
                }
            )
        ).Id();

    [Fact]
    public async Task An_advisory_board_is_of_12_to_15_executives()
    {
        var (board, account) = (await BoardAsync("advisory_board"), await feedback.AccountAsync());
        Task<HttpResponseMessage> Add(Guid contact) =>
            _ops.SendJsonAsync(
                HttpMethod.Post,
                $"/v1/boards/{board}/members",
                new { accountId = account, contactId = contact }
            );
        (await Add(await feedback.ContactAsync(account)).ProblemAsync()).Type.ShouldBe("feedback/not-an-executive");

        var executives = await Task.WhenAll(
            Enumerable.Range(0, 17).Select(_ => feedback.ContactAsync(account, seniority: "executive"))
        );
        for (var i = 0; i < 11; i++)
            (await Add(executives[i])).EnsureSuccessStatusCode();
        (await _ops.ReadAsync($"/v1/boards/{board}"))
            .List("warnings")
            .ShouldHaveSingleItem()
            .GetString()!
            .ShouldContain("11 members; 12 to 15");
        (await Add(executives[11])).EnsureSuccessStatusCode();
        (await _ops.ReadAsync($"/v1/boards/{board}")).List("warnings").ShouldBeEmpty();

        var rest = await Task.WhenAll(executives[12..].Select(Add));
        rest.Count(r => r.IsSuccessStatusCode).ShouldBe(3);
        var full = await _ops.ReadAsync($"/v1/boards/{board}");
        full.List("members").Count.ShouldBe(15);
        (
            await _ops.SendJsonAsync(HttpMethod.Delete, $"/v1/boards/{board}/members/{full.List("members")[0].Id()}")
        ).EnsureSuccessStatusCode();
        (await _ops.ReadAsync($"/v1/boards/{board}")).List("members").Count(m => !m.Has("leftOn")).ShouldBe(14);
    }

    [Fact]
    public async Task User_groups_have_sessions_homework_and_attendance()
    {
        var (group, account) = (await BoardAsync("user_group"), await feedback.AccountAsync());
        for (var i = 0; i < 2; i++)
            await _ops.PostAsync(
                $"/v1/boards/{group}/members",
                new { accountId = account, contactId = await feedback.ContactAsync(account, $"P{i}") }
            );
        var members = (await _ops.ReadAsync($"/v1/boards/{group}")).List("members").Select(m => m.Id()).ToList();
        var session = (
            await _ops.PostAsync(
                $"/v1/boards/{group}/sessions",
                new
                {
                    heldOn = feedback.Today,
                    topic = "Exports",
                    agenda = "Demo",
                }
            )
        ).Id();

        var held = await _ops.PutAsync(
            $"/v1/boards/{group}/sessions/{session}/attendance",
            new { attended = members.ToDictionary(m => m, m => m == members[0]), minutes = "All agreed" }
        );
        (held.Number("attended"), held.Number("missed"), held.Number("attendance")).ShouldBe((1, 1, 0.5m));
        var homework = (
            await _ops.PostAsync(
                $"/v1/boards/{group}/sessions/{session}/homework",
                new
                {
                    memberId = members[1],
                    text = "Try the beta",
                    dueOn = feedback.Today.AddDays(-1),
                }
            )
        ).List("homework").ShouldHaveSingleItem();
        homework.GetProperty("overdue").GetBoolean().ShouldBeTrue();
        (
            await _ops.SendJsonAsync(
                HttpMethod.Post,
                $"/v1/boards/{group}/homework/{homework.Id()}/completion",
                new { result = "Works" }
            )
        ).EnsureSuccessStatusCode();
        var read = (await _ops.ReadAsync($"/v1/boards/{group}/sessions")).EnumerateArray().ShouldHaveSingleItem();
        read.List("homework")[0]
            .ShouldSatisfyAllConditions(
                h => h.Text("result").ShouldBe("Works"),
                h => h.GetProperty("overdue").GetBoolean().ShouldBeFalse()
            );
        (await _ops.ReadAsync($"/v1/boards/{group}"))
            .List("members")
            .Select(m => (m.Number("sessionsAttended"), m.Number("sessionsMissed")))
            .ShouldBe([(1, 0), (0, 1)]);
        (
            await feedback
                .ClientFor("csm", "carla")
                .SendJsonAsync(
                    HttpMethod.Post,
                    "/v1/boards",
                    new
                    {
                        kind = "user_group",
                        name = "Mine",
                        purpose = "x",
                    }
                )
                .ProblemAsync()
        ).Status.ShouldBe(403);
    }
}
