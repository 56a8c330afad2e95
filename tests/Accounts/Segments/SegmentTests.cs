using System.Net;
using FsCheck.Fluent;
using Microsoft.Extensions.DependencyInjection;
using Platform.Accounts.Daily;
using Platform.Contracts.Accounts;
using Platform.Contracts.HealthScoring;
using Platform.ServiceKit.Auth;

namespace Platform.Accounts.Tests.Segments;

// A service of its own: these tests move the clock.
public class SegmentTests(AccountsUnderTest service) : IClassFixture<AccountsUnderTest>
{
    private readonly HttpClient _ops = service.ClientFor(Roles.Ops);

    private async Task<Guid> SegmentAsync(string rule) =>
        (
            await _ops.PostAsync("/v1/segments", new { name = Api.Unique("segment"), rule })
                .JsonAsync(HttpStatusCode.Created)
        ).Id();

    private async Task<HashSet<Guid>> MembersAsync(Guid segment) =>
        [
            .. await service.Database.QueryAsync<Guid>(
                "select account_id from segment_member where segment_id = @segment",
                new { segment }
            ),
        ];

    [Fact]
    public async Task Segments_are_rules_evaluated_on_change_with_entered_and_left_events()
    {
        var country = Api.Unique("land");
        var account = await _ops.CreateAccountAsync(new { name = "Seg", country });
        using var entered = await service.ListenToAsync<SegmentEntered>();
        using var left = await service.ListenToAsync<SegmentLeft>();
        var segment = await SegmentAsync(
            $"country = '{country}' and health_band in ('red', 'yellow') and arr >= 50_000"
        );
        (await MembersAsync(segment)).ShouldBeEmpty();

        await service.TellRevenueAsync(account, 60_000);
        await service.TellHealthAsync(account, 40, HealthBand.Red);
        await entered.FirstAsync(it => it.SegmentId == segment && it.AccountId == account);
        (await MembersAsync(segment)).ShouldBe([account]);
        (await _ops.GetAsync($"/v1/accounts?segment={segment}").JsonAsync()).Items().Single().Id().ShouldBe(account);

        await service.TellHealthAsync(account, 90, HealthBand.Green);
        await left.FirstAsync(it => it.SegmentId == segment && it.AccountId == account);
        (await MembersAsync(segment)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("arr >= ", 8, "a number such as")]
    [InlineData("ar > 5", 1, "Did you mean")]
    [InlineData("arr > 'x'", 7, "is a number")]
    [InlineData("health_band = 'gren'", 15, "It is one of red, yellow, green")]
    [InlineData("(arr > 5", 9, "Expected ')'")]
    [InlineData("arr > 5 arr < 3", 9, "Expected 'and', 'or'")]
    [InlineData("name < 'x'", 6, "needs a number or a date")]
    [InlineData("renewal_date within x days", 21, "a number of days")]
    [InlineData("name = 'open", 8, "not closed")]
    [InlineData("arr between 5 and 3", 19, "below the lower one")]
    [InlineData("arr § 5", 5, "has no meaning")]
    public async Task A_wrong_rule_is_refused_with_the_position_of_the_error(string rule, int position, string message)
    {
        var refused = await _ops.PostAsync("/v1/segments", new { name = Api.Unique("s"), rule })
            .JsonAsync(HttpStatusCode.BadRequest);

        refused.Number("position").ShouldBe(position);
        refused.GetProperty("errors").GetProperty("rule")[0].GetString()!.ShouldContain(message);
    }

    [Fact]
    public async Task A_preview_shows_how_many_and_which_accounts_before_it_is_saved()
    {
        var country = Api.Unique("land");
        for (var i = 1; i <= 5; i++)
            await _ops.CreateAccountAsync(
                new
                {
                    name = $"P{i}",
                    country,
                    employees = i * 100,
                }
            );

        var preview = await _ops.PostAsync(
                "/v1/segments/preview",
                new { rule = $"country = '{country}' and not employees < 300", show = 2 }
            )
            .JsonAsync();

        preview.Number("matching").ShouldBe(3);
        preview.GetProperty("accounts").GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public async Task A_changed_rule_moves_accounts_and_a_lost_update_is_refused()
    {
        var country = Api.Unique("land");
        var account = await _ops.CreateAccountAsync(new { name = "Seg", country });
        var name = Api.Unique("segment");
        var segment = (
            await _ops.PostAsync("/v1/segments", new { name, rule = $"country = '{country}'" })
                .JsonAsync(HttpStatusCode.Created)
        ).Id();
        (await MembersAsync(segment)).ShouldBe([account]);

        await _ops.PutJsonAsync(
                $"/v1/segments/{segment}",
                new { name, rule = $"country = '{country}' and employees > 5" },
                "\"1\""
            )
            .JsonAsync();
        (await MembersAsync(segment)).ShouldBeEmpty();
        (
            await _ops.PutJsonAsync($"/v1/segments/{segment}", new { name, rule = "arr > 5" }, "\"1\"")
        ).StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
    }

    [Fact]
    public async Task Incremental_evaluation_equals_evaluation_from_scratch()
    {
        var country = Api.Unique("land");
        var rules = new[]
        {
            $"country = '{country}' and employees >= 300",
            $"country = '{country}' and (industry = 'Retail' or not employees between 100 and 500)",
            $"country = '{country}' and industry is missing",
            $"country = '{country}' and size != 'smb'",
            $"country = '{country}' and industry not in ('Retail')",
        };
        var segments = new List<Guid>();
        foreach (var rule in rules)
            segments.Add(await SegmentAsync(rule));
        var accounts = new List<Guid>();
        for (var i = 0; i < 8; i++)
            accounts.Add(await _ops.CreateAccountAsync(new { name = $"I{i}", country }));

        var step =
            from account in Gen.Choose(0, 7)
            from employees in Gen.Elements<int?>(null, 50, 150, 300, 600, 5000)
            from industry in Gen.Elements<string?>(null, "Retail", "Energy")
            select (account, employees, industry);
        for (var round = 0; round < 4; round++)
        {
            foreach (var change in Gen.Sample(step, 1, 15))
                await _ops.PatchAsync(
                        $"/v1/accounts/{accounts[change.account]}",
                        new { change.employees, change.industry }
                    )
                    .JsonAsync();
            for (var i = 0; i < rules.Length; i++)
            {
                var preview = await _ops.PostAsync("/v1/segments/preview", new { rule = rules[i], show = 200 })
                    .JsonAsync();
                var scratch = preview.GetProperty("accounts").EnumerateArray().Select(Api.Id).ToHashSet();
                (await MembersAsync(segments[i])).SetEquals(scratch).ShouldBeTrue(rules[i]);
            }
        }
    }

    [Fact]
    public async Task Time_alone_moves_accounts_in_and_out_of_segments_with_within_days()
    {
        var country = Api.Unique("land");
        var account = await _ops.CreateAccountAsync(new { name = "Soon", country });
        var segment = await SegmentAsync($"country = '{country}' and renewal_date within 90 days");
        await service.TellRevenueAsync(
            account,
            1000,
            DateOnly.FromDateTime(service.Clock.GetUtcNow().UtcDateTime).AddDays(100)
        );
        (await MembersAsync(segment)).ShouldBeEmpty();

        service.Clock.Advance(TimeSpan.FromDays(20));
        await service.Services.GetRequiredService<DailyRound>().RunAsync(default);

        (await MembersAsync(segment)).ShouldBe([account]);
    }

    [Fact]
    public async Task Size_motion_and_priority_are_built_in_and_a_person_may_override_priority_for_a_time()
    {
        var account = await _ops.CreateAccountAsync(new { name = "Big", employees = 5000 });
        await service.TellRevenueAsync(account, 900_000_000);
        service.Clock.Advance(TimeSpan.FromDays(1));
        await service.Services.GetRequiredService<DailyRound>().RunAsync(default);
        var read = await _ops.GetAsync($"/v1/accounts/{account}").JsonAsync();
        (read.Text("size"), read.Text("motion"), read.Text("priority")).ShouldBe(("enterprise", "high_touch", "p1"));

        var today = DateOnly.FromDateTime(service.Clock.GetUtcNow().UtcDateTime);
        (
            await _ops.PutJsonAsync(
                    $"/v1/accounts/{account}/priority-override",
                    new
                    {
                        priority = "p3",
                        reason = "",
                        until = today.AddDays(-1),
                    }
                )
                .JsonAsync(HttpStatusCode.BadRequest)
        ).GetProperty("errors").EnumerateObject().Count().ShouldBe(2);
        (
            await _ops.PutJsonAsync(
                    $"/v1/accounts/{account}/priority-override",
                    new
                    {
                        priority = "p3",
                        reason = "in wind-down",
                        until = today.AddDays(2),
                    }
                )
                .JsonAsync()
        ).Text("priority").ShouldBe("p3");
        var given = await _ops.GetAsync($"/v1/accounts/{account}/priority-override").JsonAsync();
        (given.Text("priority"), given.Text("reason"), given.Text("setBy")).ShouldBe(
            ("p3", "in wind-down", "test-user")
        );
        (given.Text("until"), given.GetProperty("inForce").GetBoolean()).ShouldBe(
            ($"{today.AddDays(2):yyyy-MM-dd}", true)
        );

        service.Clock.Advance(TimeSpan.FromDays(4));
        await service.Services.GetRequiredService<DailyRound>().RunAsync(default);
        (await _ops.GetAsync($"/v1/accounts/{account}").JsonAsync()).Text("priority").ShouldBe("p1");
    }

    [Fact]
    public async Task A_declared_size_wins_over_the_rule()
    {
        var account = await _ops.CreateAccountAsync(
            new
            {
                name = "Declared",
                employees = 5000,
                declaredSize = "smb",
            }
        );
        (await _ops.GetAsync($"/v1/accounts/{account}").JsonAsync()).Text("size").ShouldBe("smb");
        (await _ops.PatchAsync($"/v1/accounts/{account}", new { declaredSize = (string?)null }).JsonAsync())
            .Text("size")
            .ShouldBe("enterprise");
    }
}
